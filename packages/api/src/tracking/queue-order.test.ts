import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Busy } from "../platform/failures.ts";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import type { TrackingContext } from "./context.ts";
import type { EventInput } from "./event-input.ts";
import { recordEvents } from "./record-event.ts";
import { aTrackedPerson } from "./testing/a-tracked-person.ts";

const NINE = Date.UTC(2026, 10, 2, 9);

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

/** The same context, where another writer is always faster than an event of the type. */
function busyFor(type: EventInput["type"], context: TrackingContext): TrackingContext {
  const query = (statement: { name?: string; values?: unknown[] }, ...rest: unknown[]) =>
    statement.name === "tracking-save" && String(statement.values?.[4]).includes(`"type":"${type}"`)
      ? Promise.resolve({ rows: [], rowCount: 0 })
      : Reflect.apply(db.pool.query, db.pool, [statement, ...rest]);
  return { ...context, pool: Object.create(db.pool, { query: { value: query } }) };
}

it("A queue stops at an event that is busy, so that a retry records the rest in order", async () => {
  const { context } = await aTrackedPerson(db, NINE);
  const queue = (["NEXT", "PAUSE", "EXIT"] as const).map(
    (type, index): EventInput => ({
      type,
      clientEventId: randomUUID(),
      sessionKey: null,
      occurredAt: NINE + index,
      sentAt: null,
      estimateMs: null,
    }),
  );
  const results = await recordEvents(busyFor("PAUSE", context), queue, NINE + 1_000);
  expect(results).toEqual([expect.objectContaining({ replayed: false }), expect.any(Busy), expect.any(Busy)]);
  const retried = await recordEvents(context, queue, NINE + 2_000);
  expect(retried).toMatchObject([{ replayed: true }, { replayed: false }, { replayed: false }]);
  expect(retried.at(-1)).toMatchObject({ session: { event_count: 3, end_reason: "EXIT" } });
});
