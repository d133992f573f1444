import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Guest } from "../../testing/application.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { databaseTime } from "../../testing/database-time.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";
import { clockFrom, FAKETIME_ADVICE, findFaketime, wrongClock } from "../../testing/set-clock.ts";
import { aSubscriber, type Following } from "../../testing/subscriber.ts";
import { askTimer, aTask } from "../testing/task-requests.ts";

const library = findFaketime();
// On a build server a missing program must not let these tests be skipped silently.
const isRequired = /^(1|true)$/i.test(process.env.CI ?? "");
if (library === null) console.warn(`skipped: ${FAKETIME_ADVICE}`);

const TICKS = (id: string) =>
  `subscription { timerTicks(taskId: "${id}") { status remainingSeconds serverTime } }`;
/** Every change from an instant on (epoch ms), so that none is lost before the server has subscribed. */
const CHANGES = (since: number) =>
  `subscription { timerChanged(since: "${new Date(since).toISOString()}") {
    timer { status endedAt serverTime runId } } }`;
/** How far a server's time may be off the database's. */
const ALLOWED_MS = 1000;

let db: TestDatabase;
let installed: InstalledServer;
const directory = mkdtempSync(join(tmpdir(), "pacekeeper-clock-"));
beforeAll(async () => {
  db = await aTestDatabase();
  installed = await installServer();
});
afterAll(async () => {
  await installed.remove();
  await db.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Asserts that a server's instant lies between two readings of the database's clock. */
function expectBetween(told: string, before: number, after: number): void {
  expect(Date.parse(told)).toBeGreaterThan(before - ALLOWED_MS);
  expect(Date.parse(told)).toBeLessThan(after + ALLOWED_MS);
}

const serverTime = async (guest: Guest) => (await guest.ask("{ serverTime }")).data.serverTime;

const HOUR = 3_600_000;

/** Asserts that the process's own clock is as wrong as the test wants, from HTTP's Date header. */
async function expectOwnClock(server: ServerProcess, shiftMs: number): Promise<void> {
  const { headers } = await fetch(`${server.url}/healthz`);
  const off = Date.parse(headers.get("date") ?? "") - (await databaseTime(db.pool)) - shiftMs;
  expect(Math.abs(off)).toBeLessThan(HOUR / 4);
}

/** Reads a subscription until the timer is completed. @returns every value on the way */
async function untilCompleted(following: Following) {
  const told = [];
  for (;;) {
    const value = await following.next();
    told.push(value);
    if (value.status === "COMPLETED") return told;
  }
}

/** The message that a run is completed; those of other runs may come before. */
async function theEndOf(runId: string, changes: Following) {
  for (;;) {
    const { timer } = await changes.next();
    if (timer?.runId === runId && timer.status === "COMPLETED") return timer;
  }
}

/** Asserts that a short timer counts down and completes at its end, all by the database's clock. */
async function expectAnHonestTimer(server: ServerProcess, guest: Guest, seconds: number): Promise<void> {
  const { id } = await aTask(guest, "Eggs", seconds);
  const subscriber = aSubscriber(server.url, guest.accessToken);
  const ticks = subscriber.follow(TICKS(id));
  const before = await databaseTime(db.pool);
  const changes = subscriber.follow(CHANGES(before));
  expectBetween(await serverTime(guest), before, await databaseTime(db.pool));
  const { timer } = await askTimer(guest, "startTimer", id);
  const started = await databaseTime(db.pool);
  expectBetween(timer.serverTime, before, started);
  expectBetween(timer.endsAt, before + seconds * 1000, started + seconds * 1000);
  const endsAt = Date.parse(timer.endsAt);

  const seen = await untilCompleted(ticks);
  const over = await theEndOf(timer.runId, changes);
  const completed = await databaseTime(db.pool);
  expect(completed).toBeGreaterThanOrEqual(endsAt);
  expect(over.endedAt).toBe(timer.endsAt);
  expectBetween(over.serverTime, endsAt, completed);
  for (const { remainingSeconds, serverTime } of seen) {
    expect(remainingSeconds).toBe((endsAt - Date.parse(serverTime)) / 1000);
    expectBetween(serverTime, before, completed);
  }
  // A busy machine may leave out some seconds.
  const left = seen.map(({ remainingSeconds }) => remainingSeconds);
  expect(left).toEqual([...new Set(left)].sort((one, other) => other - one));
  expect(left[0]).toBeGreaterThan(0);
  expect(left.at(-1)).toBeLessThanOrEqual(0);
  const runs = await db.prisma.timerRun.findMany({ where: { userId: guest.userId, end: "COMPLETED" } });
  expect(runs.map(({ endedAt }) => endedAt?.getTime())).toContain(endsAt);
  await subscriber.close();
}

it("has the library that sets clocks where it is required", () => {
  if (isRequired) expect(library, FAKETIME_ADVICE).not.toBeNull();
});

it.skipIf(library === null).for([
  { clock: "an hour behind", shift: "-1h", shiftMs: -HOUR },
  { clock: "two days ahead", shift: "+2d", shiftMs: 48 * HOUR },
])("a timer completes on time on a server whose clock is $clock", { timeout: 60_000 }, async (wrong) => {
  const server = await installed.start(db.url, wrongClock(library ?? "", wrong.shift));
  await expectOwnClock(server, wrong.shiftMs);
  await expectAnHonestTimer(server, await server.aGuest(), 2);
  await server.kill();
});

it.skipIf(library === null)(
  "a timer completes on time on a server whose clock is set back an hour as it runs, and so does the next",
  { timeout: 60_000 },
  async () => {
    const file = join(directory, "set-back");
    writeFileSync(file, "+0\n");
    const server = await installed.start(db.url, clockFrom(library ?? "", file));
    const guest = await server.aGuest();
    const running = expectAnHonestTimer(server, guest, 4);
    const subscriber = aSubscriber(server.url, guest.accessToken);
    const changes = subscriber.follow(CHANGES(await databaseTime(db.pool)));
    await changes.next();
    writeFileSync(file, "-1h\n");
    await running;
    await expectOwnClock(server, -HOUR);
    await expectAnHonestTimer(server, guest, 2);
    await subscriber.close();
    await server.kill();
  },
);

it.skipIf(library === null)(
  "a server whose clock was set back an hour still receives what other servers do",
  { timeout: 60_000 },
  async () => {
    const file = join(directory, "hears");
    writeFileSync(file, "+0\n");
    const [changed, other] = await Promise.all([
      installed.start(db.url, clockFrom(library ?? "", file)),
      installed.start(db.url),
    ]);
    const guest = await other.aGuest();
    const { id } = await aTask(guest, "Eggs", 60);
    const subscriber = aSubscriber(changed.url, guest.accessToken);
    const changes = subscriber.follow(CHANGES(await databaseTime(db.pool)));
    await askTimer(guest, "startTimer", id);
    expect(await changes.next()).toMatchObject({ timer: { status: "RUNNING" } });
    writeFileSync(file, "-1h\n");
    await expectOwnClock(changed, -HOUR);
    await askTimer(guest, "pauseTimer", id);
    expect(await changes.next()).toMatchObject({ timer: { status: "PAUSED" } });
    await askTimer(guest, "resumeTimer", id);
    expect(await changes.next()).toMatchObject({ timer: { status: "RUNNING" } });
    await subscriber.close();
    await Promise.all([changed.kill(), other.kill()]);
  },
);

it.skipIf(library === null)(
  "a server whose clock is set ahead as it runs records the next press at its right time, and ends no login",
  { timeout: 60_000 },
  async () => {
    const file = join(directory, "set-ahead");
    writeFileSync(file, "+0\n");
    const server = await installed.start(db.url, clockFrom(library ?? "", file));
    const guest = await server.aGuest();
    const before = await databaseTime(db.pool);
    writeFileSync(file, "+60d\n");
    // A guest's login is valid for 30 days.
    const { data } = await guest.ask("mutation { recordEvent(input: { type: NEXT }) { __typename } }");
    expect(data.recordEvent.__typename).toBe("RecordEventPayload");
    const [event] = await db.prisma.trackerEvent.findMany({ where: { userId: guest.userId } });
    expectBetween(event?.occurredAt.toISOString() ?? "", before, await databaseTime(db.pool));
    await server.kill();
  },
);
