import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { createSerializer } from "../../platform/serially.ts";
import type { TrackingContext } from "../context.ts";

/** A person in the database whom the tracking services serve, with a clock that the test sets. */
export interface TrackedPerson {
  readonly context: TrackingContext;
  readonly clock: { at: number };
  /** Change numbers told to subscribers, in order. */
  readonly announced: number[];
  /** Removes the person with all that is theirs. */
  forget(): Promise<void>;
}

/** A new person. @param at what their server's clock shows first, epoch milliseconds */
export async function aTrackedPerson(pool: Pool, at: number, abandonAfterHours = 4): Promise<TrackedPerson> {
  const userId = randomUUID();
  const clock = { at };
  const announced: number[] = [];
  await pool.query({
    name: "a-tracked-person",
    text: "INSERT INTO users (id, abandon_after_hours) VALUES ($1, $2)",
    values: [userId, abandonAfterHours],
  });
  return {
    clock,
    announced,
    context: {
      pool,
      userId,
      now: () => clock.at,
      serially: createSerializer(),
      announce: (sequence) => announced.push(sequence),
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
