import { topic } from "../platform/pubsub.ts";
import type { HabitTopic } from "./context.ts";

/** The room's name in the outbox. */
export const HABIT_TOPIC: HabitTopic = "habit";

/** Something of the person's habits changed; subscribers read it anew. */
export const habitsChanged = topic<"changed">("habits");
