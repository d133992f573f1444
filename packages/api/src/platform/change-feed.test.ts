import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aUser } from "../accounts/testing/a-user.ts";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type ChangeFeed, createChangeFeed } from "./change-feed.ts";
import { newId } from "./ids.ts";

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

/** A change that another process has made. @param agoSeconds when */
async function changed(sequence: number, topic: string, agoSeconds = 0): Promise<void> {
  await db.prisma.outboxEntry.create({ data: { userId, sequence, topic, subjectId: userId } });
  await db.pool.query(
    "UPDATE outbox SET created_at = created_at - make_interval(secs => $3) WHERE user_id = $1 AND sequence = $2",
    [userId, sequence, agoSeconds],
  );
}

it("tells what others changed, once, each topic by itself", async () => {
  await changed(1, "timer");
  await changed(2, "task");
  expect(await look()).toEqual(["task", "timer"]);
  expect(await look()).toEqual([]);
  await changed(3, "task");
  expect(await look()).toEqual(["task"]);
});

it("does not tell what was told here, and tells what another topic brought before it", async () => {
  await changed(1, "timer");
  await changed(2, "task");
  feed.told(userId, "task", 2);
  expect(await look()).toEqual(["timer"]);
});

it("makes good a look that comes late: it goes back to the last one, not to ten seconds ago", async () => {
  const late = createChangeFeed();
  feed = late;
  await look();
  // The process sleeps for a minute, in which the change and its telling fall.
  await changed(1, "timer", 50);
  await db.pool.query(
    "UPDATE outbox SET created_at = created_at + interval '55 seconds' WHERE user_id = $1",
    [userId],
  );
  expect(await look()).toEqual(["timer"]);
});

it("goes back ten seconds at most where nobody listened", async () => {
  await changed(1, "timer", 60);
  feed = createChangeFeed();
  await look();
  feed.rest();
  await changed(2, "task");
  await changed(3, "timer", 60);
  expect(await look()).toEqual(["task"]);
});

it("is written by the database's clock, whatever a process's own says", async () => {
  await db.prisma.outboxEntry.create({ data: { userId, sequence: 1, topic: "task", subjectId: userId } });
  const { rows } = await db.pool.query<{ isDefault: boolean }>(
    `SELECT column_default = 'clock_timestamp()' AS "isDefault" FROM information_schema.columns
     WHERE table_name = 'outbox' AND column_name = 'created_at'`,
  );
  expect(rows).toEqual([{ isDefault: true }]);
});
