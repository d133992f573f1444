import { renewLogin } from "../accounts/logins/login.ts";
import type { Context } from "../platform/context.ts";
import { topic } from "../platform/streams/pubsub.ts";
import type { TrackingContext } from "./context.ts";
import { factsMemoryOf } from "./facts-memory.ts";

/** Something about the person's tracking changed; subscribers read the state again, so only the newest counts. */
export const trackingChanged = topic<"changed">("tracking");

/** The room's topic in the outbox. */
export const TRACKING_TOPIC = "work_session";

/** What the tracking services need of a request. */
export function trackingContext(context: Context, userId: string): TrackingContext {
  const { announce, db, serially } = context;
  return {
    pool: db.pool,
    userId,
    now: context.now,
    serially,
    memory: factsMemoryOf(db.pool),
    announce: (sequence) => announce(userId, TRACKING_TOPIC, sequence),
  };
}

/** The same for a press. It renews the login: a person who presses all day may send no other request. */
export async function pressContext(context: Context, userId: string): Promise<TrackingContext> {
  await renewLogin(context);
  return trackingContext(context, userId);
}
