import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aHabit, aLog, askHabit, theHabit } from "../testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
beforeAll(async () => {
  application = await aTestApplication();
});
// A zone where it is about noon, so that no midnight passes during a test.
const hoursAhead = 12 - new Date().getUTCHours();
const zone = `Etc/GMT${hoursAhead > 0 ? "-" : "+"}${Math.abs(hoursAhead)}`;
beforeEach(async () => {
  guest = await application.aGuest(zone);
  habitId = (await aHabit(guest)).id;
});
afterAll(() => application.close());

const start = () => askHabit(guest, "startHabitStopwatch", { habitId });
const stop = (discard = false) => askHabit(guest, "stopHabitStopwatch", { habitId, discard });
const dateAt = (at: number) => new Date(at + hoursAhead * 3_600_000).toISOString().slice(0, 10);
const today = () => dateAt(Date.now());
/** Backdates the stopwatch's start by an interval. */
const startedAgo = (interval: string) =>
  application.db.pool.query("UPDATE habits SET stopwatch_at = now() - $2::interval WHERE user_id = $1", [
    guest.userId,
    interval,
  ]);

it("A stopwatch runs from its first start, and logs at least one minute", async () => {
  const { habit } = await start();
  expect(Date.parse(habit.stopwatchStartedAt)).toBeGreaterThan(0);
  expect((await start()).habit).toEqual(habit);
  expect(await stop()).toMatchObject({
    habit: { stopwatchStartedAt: null, logCount: 1 },
    log: { minutes: 1, origin: "STOPWATCH", date: today(), note: null },
  });
  expect(await stop()).toMatchObject({ habit: { logCount: 1 }, log: null });
});

it.each([
  ["1 minute 29 seconds", 1],
  ["1 minute 31 seconds", 2],
  ["24 hours 20 seconds", 1440],
])("A stopwatch of %s logs %i", async (ran, minutes) => {
  await startedAgo(ran);
  expect(await stop()).toMatchObject({ log: { minutes } });
});

it("The minutes go to the date the stopwatch was started, in the person's zone", async () => {
  await start();
  await startedAgo("23 hours 59 minutes");
  const yesterday = dateAt(Date.now() - 24 * 3_600_000);
  expect(await stop()).toMatchObject({ log: { date: yesterday, minutes: 1439 } });
});

it("A stopwatch that nobody stopped for days keeps running until it is discarded", async () => {
  await start();
  await startedAgo("49 hours");
  expect(await stop()).toMatchObject({
    __typename: "StopwatchTooLong",
    message: expect.stringContaining("49 hours"),
  });
  expect((await theHabit(guest, habitId)).stopwatchStartedAt).not.toBeNull();
  expect(await stop(true)).toMatchObject({ habit: { stopwatchStartedAt: null, logCount: 0 }, log: null });
});

it("A stopwatch with more minutes than its date has room for keeps running, and says so", async () => {
  await aLog(guest, habitId, today(), 1400);
  await startedAgo("41 minutes");
  expect(await stop()).toMatchObject({ __typename: "HabitDayFull", date: today(), loggedMinutes: 1400 });
  expect((await theHabit(guest, habitId)).stopwatchStartedAt).not.toBeNull();
});

it("Archiving a habit stops its stopwatch and logs its time", async () => {
  await start();
  await startedAgo("12 minutes");
  expect(await askHabit(guest, "updateHabit", { id: habitId, archived: true })).toMatchObject({
    habit: { archivedAt: expect.any(String), stopwatchStartedAt: null, logCount: 1 },
  });
  expect(await start()).toMatchObject({ __typename: "HabitArchived" });
});
