import { TaskFactsDocument, type TaskFactsFragment, TasksChangedDocument } from "../generated/graphql.ts";
import { follow } from "../lib/data/follow.ts";
import { followQuery } from "../lib/data/query.ts";

/** Counts of tasks and the pomodoro plan. */
export interface TaskFacts {
  readonly facts: TaskFactsFragment | undefined;
  refetch(): Promise<void>;
}

/**
 * Follows the counts of a person's tasks and their pomodoro plan.
 *
 * @param changed called when a task was changed, here or elsewhere, or when an event may have been missed
 */
export function followTaskFacts(changed: () => void): TaskFacts {
  const query = followQuery(TaskFactsDocument, () => ({}));
  // Each event updates the cache, and with it the query above.
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
