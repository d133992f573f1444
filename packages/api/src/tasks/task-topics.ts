import type { Context } from "../platform/context.ts";
import { topic } from "../platform/pubsub.ts";
import type { TasksContext, TaskTopic } from "./context.ts";

/** Some of the person's timers changed; subscribers read which from the outbox. */
export const timersChanged = topic<"changed">("timers");

/** The person's list of tasks changed; subscribers read it anew. */
export const tasksChanged = topic<"changed">("tasks");

const TOPICS: Readonly<Record<TaskTopic, typeof timersChanged>> = {
  task: tasksChanged,
  timer: timersChanged,
};

/** Tells this process's subscribers of a person's change. */
function tellTasks({ pubsub }: Pick<Context, "pubsub">, userId: string, changed: TaskTopic): void {
  pubsub.publish(TOPICS[changed](userId), changed, "changed");
}

/** What the task services need of a request. */
export function tasksContext(context: Context, userId: string): TasksContext {
  const { changeFeed, db, serially } = context;
  return {
    db,
    userId,
    serially,
    announce(sequence, topics) {
      for (const changed of topics) {
        changeFeed.told(userId, changed, sequence);
        tellTasks(context, userId, changed);
      }
    },
  };
}
