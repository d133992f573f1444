import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { purge } from "./purge.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
});
afterAll(() => application.close());

const KEYS = { name: "keys", table: "idempotency_keys", age: "created_at", days: 30 } as const;

/** The guest's keys, each with its age in days. */
async function someKeys(ages: readonly number[]): Promise<void> {
  await application.db.pool.query("DELETE FROM idempotency_keys");
  await application.db.pool.query(
    `INSERT INTO idempotency_keys (user_id, key, operation, fingerprint, result_id, created_at)
      SELECT $1, gen_random_uuid(), 'createTask', 'x', $2, now() - make_interval(secs => age * 86400)
      FROM unnest($3::float8[]) age`,
    [guest.userId, randomUUID(), ages],
  );
}

const keysLeft = () => application.db.prisma.idempotencyKey.count();

it("Only keys older than 30 days are purged, in as many batches as it takes", async () => {
  await someKeys([31, 40, 50, 60, 30.01, 29.99, 1]);
  expect(await purge(application.db.pool, KEYS, 2)).toBe(5);
  expect(await keysLeft()).toBe(2);
  expect(await purge(application.db.pool, KEYS, 2)).toBe(0);
});

it("Rows that do not meet the condition are kept", async () => {
  await someKeys([31, 32]);
  expect(await purge(application.db.pool, { ...KEYS, condition: "operation <> 'createTask'" })).toBe(0);
  expect(await keysLeft()).toBe(2);
});

it("A locked row is left, and does not hold up the others", async () => {
  await someKeys([31, 32, 33]);
  const client = await application.db.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT FROM idempotency_keys ORDER BY created_at LIMIT 1 FOR UPDATE");
    expect(await purge(application.db.pool, KEYS)).toBe(2);
    await client.query("ROLLBACK");
  } finally {
    client.release();
  }
  expect(await purge(application.db.pool, KEYS)).toBe(1);
});

it("The nightly job purges them, along with everything else that the rooms declare", async () => {
  await someKeys([31, 1]);
  await application.runJob("purge by night");
  expect(await keysLeft()).toBe(1);
});
