import { randomUUID } from "node:crypto";
import { updateProfile } from "../../accounts/profile.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { createSerializer } from "../../platform/serially.ts";
import { aChangeContext } from "../../testing/change-context.ts";
import type { TrackingContext } from "../context.ts";
import { createFactsMemory } from "../facts-memory.ts";

/** A person in the database for the tracking services, with a clock that the test sets. */
export interface TrackedPerson {
  readonly context: TrackingContext;
  /** The same person in another process of the server, which has its own memory. */
  readonly elsewhere: TrackingContext;
  readonly clock: { at: number };
  /** Sequence numbers announced to subscribers, in order. */
  readonly announced: number[];
  /**
   * Sets the hours without an event after which sessions opened from now on count as abandoned.
   *
   * @returns the change's sequence number
   */
  settle(abandonAfterHours: number): Promise<number>;
  /** Removes the person with all of their data. */
  forget(): Promise<void>;
}

/** A new person. @param at the first time of their server's clock, epoch milliseconds */
export async function aTrackedPerson(
  db: DatabaseHandle,
  at: number,
  abandonAfterHours = 4,
): Promise<TrackedPerson> {
  const { pool } = db;
  const userId = randomUUID();
  const clock = { at };
  const announced: number[] = [];
  await pool.query({
    name: "a-tracked-person",
    text: "INSERT INTO users (id, abandon_after_hours) VALUES ($1, $2)",
    values: [userId, abandonAfterHours],
  });
  const inAProcess = (): TrackingContext => ({
    pool,
    userId,
    now: () => clock.at,
    serially: createSerializer(),
    memory: createFactsMemory(),
    announce: (sequence) => announced.push(sequence),
  });
  return {
    clock,
    announced,
    context: inAProcess(),
    elsewhere: inAProcess(),
    async settle(hours) {
      // A new name too: what changes nothing has no outbox entry.
      const settings = { abandonAfterHours: hours, firstName: randomUUID() };
      return (await updateProfile(aChangeContext(db, userId), settings)).sequence;
    },
    async forget() {
      await pool.query({
        name: "forget-a-person",
        text: "DELETE FROM users WHERE id = $1",
        values: [userId],
      });
    },
  };
}
