import { topic } from "../platform/streams/pubsub.ts";

/** Something about the person's tracking changed; subscribers read the state again, so only the newest counts. */
export const trackingChanged = topic<"changed">("tracking");

/** The room's topic in the outbox. */
export const TRACKING_TOPIC = "work_session";
