import type { Context } from "../platform/context.ts";
import { topic } from "../platform/pubsub.ts";
import type { HabitsContext, HabitTopic } from "./context.ts";

/** The room's name in the outbox. */
export const HABIT_TOPIC: HabitTopic = "habit";

/** Something of the person's habits changed; subscribers read it anew. */
export const habitsChanged = topic<"changed">("habits");

/** Tells this process's subscribers of a person's change. */
function tellHabits({ pubsub }: Pick<Context, "pubsub">, userId: string): void {
  pubsub.publish(habitsChanged(userId), HABIT_TOPIC, "changed");
}

/** What the habit services need of a request. */
export function habitsContext(
  context: Pick<Context, "changeFeed" | "db" | "pubsub" | "serially">,
  userId: string,
): HabitsContext {
  const { changeFeed, db, serially } = context;
  return {
    db,
    userId,
    serially,
    announce(sequence) {
      changeFeed.told(userId, HABIT_TOPIC, sequence);
      tellHabits(context, userId);
    },
  };
}
