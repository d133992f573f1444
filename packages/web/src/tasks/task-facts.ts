import { TaskFactsDocument, type TaskFactsFragment, TasksChangedDocument } from "../generated/graphql.ts";
import { follow } from "../lib/data/follow.ts";
import { followQuery } from "../lib/data/query.ts";

/** Counts and the plan, and when the lists may have changed. */
export interface TaskFacts {
  readonly facts: TaskFactsFragment | undefined;
  refetch(): Promise<void>;
}

/**
 * Counts of a person's tasks and their pomodoro plan, told whenever they change.
 *
 * @param changed called whenever one of the tasks was changed, here or elsewhere, or may have been untold
 */
export function followTaskFacts(changed: () => void): TaskFacts {
  const query = followQuery(TaskFactsDocument, () => ({}));
  // Its answer goes into the cache, which tells the query above.
  follow(TasksChangedDocument, {
    variables: () => ({}),
    heard: changed,
    missed() {
      void query.refetch();
      changed();
    },
  });
  return {
    get facts() {
      return query.data?.viewer ?? undefined;
    },
    refetch: query.refetch,
  };
}
