import { topic } from "../platform/pubsub.ts";

/** Some of the person's timers changed; subscribers read which from the outbox. */
export const timersChanged = topic<"changed">("timers");

/** The person's list of tasks changed; subscribers read it again. */
export const tasksChanged = topic<"changed">("tasks");
