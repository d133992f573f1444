import { topic } from "../platform/streams/pubsub.ts";

/** The room's name in the outbox. */
export const HABIT_TOPIC = "habit";

/** Something about the person's habits changed; subscribers read them again. */
export const habitsChanged = topic<"changed">("habits");
