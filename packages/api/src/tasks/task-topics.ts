import { topic } from "../platform/streams/pubsub.ts";

/** The room's topics in the outbox: the list and its tasks; a timer and its runs. */
export const TASK_TOPIC = "task";
export const TIMER_TOPIC = "timer";

/** Some of the person's timers changed; subscribers read which from the outbox. */
export const timersChanged = topic<"changed">("timers");

/** Some of the person's tasks changed; subscribers read which from the outbox. */
export const tasksChanged = topic<"changed">("tasks");
