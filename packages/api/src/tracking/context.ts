import type { Pool } from "pg";
import { renewLogin } from "../accounts/logins/login.ts";
import type { Context } from "../platform/context.ts";
import type { Serializer } from "../platform/serially.ts";
import { type FactsMemory, factsMemoryOf } from "./facts-memory.ts";
import { TRACKING_TOPIC } from "./tracking-topics.ts";

/** What the tracking services take besides their input. */
export interface TrackingContext {
  readonly pool: Pool;
  readonly userId: string;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => number;
  /** Orders one person's writes within this process. */
  readonly serially: Serializer;
  /** The cache of people's facts that this process knows from its own writes. */
  readonly memory: FactsMemory;
  /** Announces the change with this sequence number to subscribers, after the commit. */
  readonly announce: (sequence: number) => void;
}

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
