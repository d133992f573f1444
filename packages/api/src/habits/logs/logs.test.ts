import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aHabit, aLog, askHabit, theHabit } from "../testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
  habitId = (await aHabit(guest, "Reading", { goal: { kind: "AT_LEAST", minutes: 30 } })).id;
});
afterAll(() => application.close());

const DAY = "2026-06-02";
const log = (input: object) => askHabit(guest, "logHabit", { habitId, date: DAY, minutes: 25, ...input });
const days = async (from = DAY, to = DAY) =>
  (await theHabit(guest, habitId, `days(from: "${from}", to: "${to}") { date minutes isSkipped state }`))
    .days;
const logs = async (filter = "") =>
  (await theHabit(guest, habitId, `logs(${filter || "first: 50"}) { nodes { date minutes note } }`)).logs
    .nodes;

describe("minutes", () => {
  it("of several logs on a date add up, and each keeps its note", async () => {
    expect(await log({ note: "Dune" })).toMatchObject({
      log: { date: DAY, minutes: 25, note: "Dune", origin: "MANUAL", sourceId: null, version: 1 },
      habit: { id: habitId, logCount: 1, firstLoggedOn: DAY },
    });
    expect(await days()).toEqual([{ date: DAY, minutes: 25, isSkipped: false, state: "PARTLY" }]);
    await log({ minutes: 5 });
    expect(await days()).toMatchObject([{ minutes: 30, state: "MET" }]);
    expect(await logs()).toEqual([
      { date: DAY, minutes: 5, note: null },
      { date: DAY, minutes: 25, note: "Dune" },
    ]);
  });

  it("are logged once per idempotency key, and other minutes are refused that key", async () => {
    const idempotencyKey = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => log({ idempotencyKey })));
    expect(new Set(sent.map((it) => it.log.id)).size).toBe(1);
    expect(await days()).toMatchObject([{ minutes: 25 }]);
    expect(await log({ idempotencyKey, minutes: 26 })).toMatchObject({ __typename: "IdempotencyConflict" });
  });

  it("are at most 1,440 on a date, even with concurrent requests", async () => {
    const sent = await Promise.all(Array.from({ length: 10 }, () => log({ minutes: 200 })));
    expect(sent.filter(({ __typename }) => __typename === "LogHabitPayload")).toHaveLength(7);
    expect(await days()).toMatchObject([{ minutes: 1400 }]);
    expect(await log({ minutes: 41 })).toMatchObject({
      __typename: "HabitDayFull",
      date: DAY,
      loggedMinutes: 1400,
      message: "A day has 1,440 minutes; 1,400 are already logged on 2 June. Nothing was changed.",
    });
    expect(await log({ minutes: 40 })).toMatchObject({ log: { minutes: 40 } });
  });

  it("are changed, moved to another date and read by dates", async () => {
    const { id } = await aLog(guest, habitId, DAY, 25);
    const moved = { id, date: "2026-06-05", minutes: 40, note: "Late" };
    expect(await askHabit(guest, "updateHabitLog", moved)).toMatchObject({
      log: { date: "2026-06-05", minutes: 40, note: "Late", version: 2 },
    });
    expect(await askHabit(guest, "updateHabitLog", moved)).toMatchObject({ log: { version: 2 } });
    expect(await askHabit(guest, "updateHabitLog", { id, note: null })).toMatchObject({
      log: { note: null },
    });
    const sums = (await days(DAY, "2026-06-05")).map(({ minutes }: { minutes: number }) => minutes);
    expect(sums).toEqual([0, 0, 0, 40]);
    expect(await logs(`filter: { from: "${DAY}", to: "2026-06-04" }`)).toEqual([]);
    expect(await logs(`filter: { from: "2026-06-05", to: "2026-06-05" }`)).toHaveLength(1);
  });

  it("that are changed do not count against the room of their own date", async () => {
    const { id } = await aLog(guest, habitId, DAY, 1400);
    expect(await askHabit(guest, "updateHabitLog", { id, minutes: 1440 })).toMatchObject({
      log: { minutes: 1440 },
    });
    const other = await aLog(guest, habitId, "2026-06-03", 10);
    expect(await askHabit(guest, "updateHabitLog", { id: other.id, date: DAY })).toMatchObject({
      __typename: "HabitDayFull",
      loggedMinutes: 1440,
    });
    expect(await days("2026-06-03", "2026-06-03")).toMatchObject([{ minutes: 10 }]);
  });

  it("are deleted and restored, once each, if the date still has room", async () => {
    const { id } = await aLog(guest, habitId, DAY, 1000);
    const remove = () => askHabit(guest, "deleteHabitLog", { id });
    const restore = () => askHabit(guest, "restoreHabitLog", { id });
    expect(await remove()).toMatchObject({ deletedId: id });
    expect(await remove()).toMatchObject({ deletedId: id });
    expect(await days()).toMatchObject([{ minutes: 0, state: "NOTHING" }]);
    expect(await askHabit(guest, "updateHabitLog", { id, minutes: 5 })).toMatchObject({
      __typename: "NotFound",
    });
    expect((await theHabit(guest, habitId)).logCount).toBe(0);
    const between = await aLog(guest, habitId, DAY, 500);
    expect(await restore()).toMatchObject({ __typename: "HabitDayFull", loggedMinutes: 500 });
    await askHabit(guest, "deleteHabitLog", { id: between.id });
    expect(await restore()).toMatchObject({ log: { id, minutes: 1000 }, habit: { logCount: 1 } });
    expect(await restore()).toMatchObject({ log: { id } });
    expect(await days()).toMatchObject([{ minutes: 1000 }]);
  });

  it("that were deleted more than 30 days ago are not restored", async () => {
    const { id } = await aLog(guest, habitId, DAY, 10);
    await askHabit(guest, "deleteHabitLog", { id });
    await application.db.pool.query(
      "UPDATE habit_logs SET deleted_at = now() - interval '30 days 1 minute' WHERE user_id = $1",
      [guest.userId],
    );
    expect(await askHabit(guest, "restoreHabitLog", { id })).toMatchObject({ __typename: "RestoreTooLate" });
  });
});

describe("a skipped date", () => {
  const skip = (skipped = true, date = DAY) => askHabit(guest, "skipHabit", { habitId, date, skipped });

  it("keeps its minutes, and counts again once it is no longer skipped", async () => {
    await aLog(guest, habitId, DAY, 30);
    expect(await skip()).toMatchObject({ habit: { streak: { best: 0 } } });
    expect(await days()).toEqual([{ date: DAY, minutes: 30, isSkipped: true, state: "SKIPPED" }]);
    expect(await skip()).toMatchObject({ __typename: "SkipHabitPayload" });
    expect(await skip(false)).toMatchObject({ habit: { streak: { best: 1 } } });
    expect(await skip(false)).toMatchObject({ __typename: "SkipHabitPayload" });
    expect(await days()).toMatchObject([{ minutes: 30, isSkipped: false, state: "MET" }]);
  });

  it("counts again as soon as something is logged on it", async () => {
    await skip();
    await aLog(guest, habitId, DAY, 30);
    expect(await days()).toMatchObject([{ isSkipped: false, state: "MET" }]);
  });

  it("leaves no row behind when nothing is logged", async () => {
    await skip();
    await skip(false);
    const { rowCount } = await application.db.pool.query("SELECT FROM habit_days WHERE user_id = $1", [
      guest.userId,
    ]);
    expect(rowCount).toBe(0);
  });

  it("cannot be in the future", async () => {
    const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    expect(await skip(true, tomorrow)).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: ["date"], code: "TOO_LATE" }],
    });
  });
});
