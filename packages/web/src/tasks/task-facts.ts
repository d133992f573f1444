import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { TaskFactsDocument, type TaskFactsFragment, TasksChangedDocument } from "../generated/graphql.ts";
import type { Services } from "../lib/data/services.ts";
import { watchQuery } from "../lib/data/watched-query.ts";

const RESUBSCRIBE_MS = 5000;

/** Counts and the plan, and when the lists may have changed. */
export interface TaskFacts {
  readonly facts: TaskFactsFragment | undefined;
  refetch(): void;
}

/**
 * Counts of a person's tasks and their pomodoro plan, told whenever they change.
 *
 * @param changed called whenever one of the tasks was changed, here or elsewhere
 */
export function followTaskFacts(services: Services, changed: () => void): TaskFacts {
  const query = watchQuery(services, TaskFactsDocument, () => ({}));
  const [attempt, setAttempt] = createSignal(0);
  createEffect(
    on(attempt, () => {
      let retry: ReturnType<typeof setTimeout> | undefined;
      // Its answer goes into the cache, which tells the query above.
      const subscription = services.client
        .subscription(TasksChangedDocument, {})
        .subscribe(({ data, error }) => {
          if (data) changed();
          if (error) retry = setTimeout(() => setAttempt((count) => count + 1), RESUBSCRIBE_MS);
        });
      onCleanup(() => {
        clearTimeout(retry);
        subscription.unsubscribe();
      });
    }),
  );
  return {
    get facts() {
      return query.data?.viewer ?? undefined;
    },
    refetch: query.refetch,
  };
}
