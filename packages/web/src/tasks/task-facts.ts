import {
  TaskFactsDocument,
  type TaskFactsFragment,
  TasksChangedDocument,
  type TasksChangedSubscription,
} from "../generated/graphql.ts";
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
 * @param changed called with each change, made here or elsewhere; null: some may have been missed
 */
export function followTaskFacts(
  changed: (change: TasksChangedSubscription["tasksChanged"] | null) => void,
): TaskFacts {
  const query = followQuery(TaskFactsDocument, () => ({}));
  // Each event updates the cache, and with it the query above.
  follow(TasksChangedDocument, {
    variables: () => ({}),
    heard: ({ tasksChanged }) => changed(tasksChanged),
    missed() {
      void query.refetch();
      changed(null);
    },
  });
  return {
    get facts() {
      return query.data?.viewer ?? undefined;
    },
    refetch: query.refetch,
  };
}
