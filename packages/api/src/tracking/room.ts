import { purgeDeleted } from "../platform/changes/deleted-rows.ts";
import { USER_TOPIC } from "../platform/changes/outbox.ts";
import type { Room } from "../platform/room.ts";
import { markAbandonedSessions } from "./abandonment.ts";
import { claimSessions } from "./claim.ts";
import { TRACKING_EXAMPLES } from "./tracking-examples.ts";
import { TRACKING_TOPIC, trackingChanged } from "./tracking-topics.ts";

/** The purge of deleted sessions, with their questions and events. */
export const DELETED_SESSIONS = purgeDeleted("work_sessions");

export const tracking: Room = {
  name: "tracking",
  examples: TRACKING_EXAMPLES,
  topics: [
    { name: TRACKING_TOPIC, publishes: [trackingChanged] },
    { name: USER_TOPIC, publishes: [trackingChanged] },
  ],
  jobs: [
    {
      name: "mark abandoned sessions",
      pattern: "30 * * * * *",
      async run({ announce, db }) {
        for (const userId of await markAbandonedSessions(db.pool)) announce(userId, TRACKING_TOPIC);
      },
    },
  ],
  claim: claimSessions,
  purges: [DELETED_SESSIONS],
};
