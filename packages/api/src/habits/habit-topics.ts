import { topic } from "../platform/streams/pubsub.ts";

/** The room's name in the outbox. */
export const HABIT_TOPIC = "habit";

/** Some of the person's habits changed; subscribers read which from the outbox. */
export const habitsChanged = topic<"changed">("habits");
