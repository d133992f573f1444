import changed from "./documents/changed.graphql?raw";
import now from "./documents/now.graphql?raw";
import record from "./documents/record.graphql?raw";

/** The active session and the day: all that a widget's token may read. */
export const NOW = now;

/** Sends queued events, at most 100, in order. */
export const RECORD = record;

/** Tells that the active session has changed, from whichever screen; what it is now is asked by `NOW`. */
export const CHANGED = changed;
