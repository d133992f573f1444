import changed from "./documents/changed.graphql?raw";
import now from "./documents/now.graphql?raw";
import record from "./documents/record.graphql?raw";

/** The active session and the day: everything that a widget token may read. */
export const NOW = now;

/** Sends queued events, at most 100, in order. */
export const RECORD = record;

/** Signals that the active session was changed on any screen. `NOW` fetches its new state. */
export const CHANGED = changed;
