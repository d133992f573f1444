import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { databaseOffset } from "../../testing/database-time.ts";
import {
  type InstalledServer,
  installServer,
  SERVER_KEY,
  type ServerProcess,
} from "../../testing/server-process.ts";
import { type FaithfulFollower, followFaithfully } from "../testing/faithful-follower.ts";
import { faultsOf, floodOfTimers, timerHistories, timerOwners } from "../testing/timer-flood.ts";

const PEOPLE = 50;
const EACH = 20;
const SERVERS = 3;
/** The shares of reported timers at which a server is killed. */
const KILLED_AT = [0.15, 0.4, 0.65];

let db: TestDatabase;
let installed: InstalledServer;
const followers: FaithfulFollower[] = [];
beforeAll(async () => {
  db = await aTestDatabase();
  installed = await installServer();
});
afterAll(async () => {
  await Promise.all(followers.map((follower) => follower.stop()));
  await installed.remove();
  await db.close();
});

it("Each of a thousand timers completes once and is reported, even though servers are killed", {
  timeout: 180_000,
}, async () => {
  const servers: ServerProcess[] = [];
  await Promise.all(Array.from({ length: SERVERS }, async () => servers.push(await installed.start(db.url))));
  const owners = await timerOwners(db.pool, SERVER_KEY, PEOPLE);
  const offset = await databaseOffset(db.pool);
  const planned = await floodOfTimers(db.pool, owners, EACH, 2_000, 10_000);
  const ends = new Map(planned.map(({ endsAt, runId }) => [runId, endsAt]));
  const told = new Set<string>();
  const early: object[] = [];
  const living = () => servers.filter(({ hasEnded }) => !hasEnded).map(({ url }) => url);
  for (const owner of owners) {
    followers.push(
      followFaithfully(owner, living, Date.now() + offset.least, (timer) => {
        if (timer.status !== "COMPLETED") return;
        told.add(timer.runId);
        const endsAt = ends.get(timer.runId) ?? Number.NaN;
        // A message that came before the end was early by any clock, whatever the offset.
        if (timer.endedAt !== endsAt || timer.receivedAt + offset.most < endsAt - 1)
          early.push({ ...timer, endsAt });
      }),
    );
  }

  for (const [turn, share] of KILLED_AT.entries()) {
    await vi.waitUntil(() => told.size >= share * planned.length, { timeout: 60_000 });
    await servers[turn]?.kill();
    servers.push(await installed.start(db.url));
  }
  await vi.waitUntil(() => told.size === planned.length, { timeout: 60_000 });

  expect(followers.reduce((sum, { losses }) => sum + losses, 0)).toBeGreaterThanOrEqual(KILLED_AT.length);
  expect(early).toEqual([]);
  const histories = new Map((await timerHistories(db.pool)).map((history) => [history.runId, history]));
  expect(histories.size).toBe(planned.length);
  const faults = planned.map((timer) => ({ ...timer, faults: faultsOf(timer, histories.get(timer.runId)) }));
  expect(faults.filter(({ faults }) => faults.length > 0)).toEqual([]);
});
