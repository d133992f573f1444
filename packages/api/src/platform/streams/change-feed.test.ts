import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aUser } from "../../accounts/testing/a-user.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { newId } from "../ids.ts";
import { type ChangeFeed, createChangeFeed } from "./change-feed.ts";

let db: TestDatabase;
let userId: string;
let feed: ChangeFeed;
beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(async () => {
  ({ id: userId } = await db.prisma.user.create({ data: aUser({ id: newId(Date.now()) }) }));
  feed = createChangeFeed();
  await look();
});
afterAll(() => db.close());

async function look(): Promise<string[]> {
  const told: string[] = [];
  await feed.look(db.pool, (whose, topic) => whose === userId && told.push(topic));
  return told.sort();
}

/** A change that another process made. @param agoSeconds how long ago */
async function changed(sequence: number, topic: string, agoSeconds = 0): Promise<void> {
  await db.prisma.outboxEntry.create({ data: { userId, sequence, topic, subjectId: userId } });
  await db.pool.query(
    "UPDATE outbox SET created_at = created_at - make_interval(secs => $3) WHERE user_id = $1 AND sequence = $2",
    [userId, sequence, agoSeconds],
  );
}

it("announces other processes' changes once, each topic separately", async () => {
  await changed(1, "timer");
  await changed(2, "task");
  expect(await look()).toEqual(["task", "timer"]);
  expect(await look()).toEqual([]);
  await changed(3, "task");
  expect(await look()).toEqual(["task"]);
});

it("does not announce this process's own changes again, but does announce another topic's earlier change", async () => {
  await changed(1, "timer");
  await changed(2, "task");
  feed.announced(userId, "task", 2);
  expect(await look()).toEqual(["timer"]);
});

it("misses nothing when a poll is late: it reaches back to the previous poll, not just ten seconds", async () => {
  const late = createChangeFeed();
  feed = late;
  await look();
  // The process sleeps for a minute, and the change is made and announced meanwhile.
  await changed(1, "timer", 50);
  await db.pool.query(
    "UPDATE outbox SET created_at = created_at + interval '55 seconds' WHERE user_id = $1",
    [userId],
  );
  expect(await look()).toEqual(["timer"]);
});

it("reaches back at most ten seconds when nobody was listening", async () => {
  await changed(1, "timer", 60);
  feed = createChangeFeed();
  await look();
  feed.rest();
  await changed(2, "task");
  await changed(3, "timer", 60);
  expect(await look()).toEqual(["task"]);
});

it("is timestamped by the database's clock, not by a process's own", async () => {
  await db.prisma.outboxEntry.create({ data: { userId, sequence: 1, topic: "task", subjectId: userId } });
  const { rows } = await db.pool.query<{ isDefault: boolean }>(
    `SELECT column_default = 'clock_timestamp()' AS "isDefault" FROM information_schema.columns
     WHERE table_name = 'outbox' AND column_name = 'created_at'`,
  );
  expect(rows).toEqual([{ isDefault: true }]);
});
