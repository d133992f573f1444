import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { WEEKDAYS } from "@pacekeeper/domain/time/calendar-date";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChange } from "../../platform/changes/change.ts";
import { createSerializer } from "../../platform/serially.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { calendarAt } from "../context.ts";
import { logStopwatch } from "../logs/stopwatch.ts";
import { aHabitOnRecord, aPersonOnRecord } from "../testing/habits-on-record.ts";
import { readStreaks } from "../testing/streaks.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

const calendar = (timezone: string, at: string) =>
  calendarAt({ timezone, weekStart: "MONDAY" }, Date.parse(at));

const habit: HabitHistory = {
  goal: null,
  schedule: { kind: "WEEKDAYS", weekdays: WEEKDAYS },
  madeOn: "2011-01-01",
  logs: [],
  skips: [],
};

describe("A person's date", () => {
  it.each([
    ["Europe/Berlin, set forward at 2", "2026-03-28T22:59:59.999Z", "2026-03-28"],
    ["Europe/Berlin, set forward at 2", "2026-03-28T23:00:00.000Z", "2026-03-29"],
    ["Europe/Berlin, 23 hours later", "2026-03-29T21:59:59.999Z", "2026-03-29"],
    ["Europe/Berlin, 23 hours later", "2026-03-29T22:00:00.000Z", "2026-03-30"],
    ["Europe/Berlin, set back at 3", "2026-10-24T21:59:59.999Z", "2026-10-24"],
    ["Europe/Berlin, set back at 3", "2026-10-24T22:00:00.000Z", "2026-10-25"],
    ["Europe/Berlin, 25 hours later", "2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["Europe/Berlin, 25 hours later", "2026-10-25T23:00:00.000Z", "2026-10-26"],
    ["America/Santiago, without a midnight", "2026-09-06T03:59:59.999Z", "2026-09-05"],
    ["America/Santiago, without a midnight", "2026-09-06T04:00:00.000Z", "2026-09-06"],
    ["Pacific/Apia, without 30 December", "2011-12-30T09:59:59.999Z", "2011-12-29"],
    ["Pacific/Apia, without 30 December", "2011-12-30T10:00:00.000Z", "2011-12-31"],
  ])("in %s at %s is %s, and a streak counts up to it", async (place, at, today) => {
    const [zone = ""] = place.split(",");
    expect(calendar(zone, at).today).toBe(today);
    // Each past day without minutes keeps a limit: on the 5th, four of them do.
    const userId = await aPersonOnRecord(db, zone);
    const madeOn = `${today.slice(0, 8)}01`;
    const goal = { kind: "AT_MOST", minutes: 0 } as const;
    const id = await aHabitOnRecord(db, userId, { ...habit, goal, madeOn });
    const streak = (await readStreaks(db.pool, userId, [id], calendar(zone, at))).get(id);
    expect(streak?.current).toBe(Number(today.slice(8)) - 1);
  });
});

describe("A stopwatch", () => {
  it.each([
    ["over midnight", "Europe/Berlin", "2026-11-16T23:40+01:00", "2026-11-17T00:25+01:00", "2026-11-16", 45],
    [
      "over midnight into a day of 23 hours",
      "Europe/Berlin",
      "2026-03-28T23:40+01:00",
      "2026-03-29T00:20+01:00",
      "2026-03-28",
      40,
    ],
    [
      "over the missing hour",
      "Europe/Berlin",
      "2026-03-29T01:30+01:00",
      "2026-03-29T03:30+02:00",
      "2026-03-29",
      60,
    ],
    [
      "over the repeated hour",
      "Europe/Berlin",
      "2026-10-25T02:30+02:00",
      "2026-10-25T02:30+01:00",
      "2026-10-25",
      60,
    ],
    [
      "over a missing midnight",
      "America/Santiago",
      "2026-09-05T23:30-04:00",
      "2026-09-06T01:30-03:00",
      "2026-09-05",
      60,
    ],
    [
      "over a missing date",
      "Pacific/Apia",
      "2011-12-29T23:30-10:00",
      "2011-12-31T00:30+14:00",
      "2011-12-29",
      60,
    ],
  ])("%s in %s logs its minutes on the date it was started", async (_what, zone, from, to, date, minutes) => {
    const userId = await aPersonOnRecord(db, zone);
    const id = await aHabitOnRecord(db, userId, habit);
    const row = await db.prisma.habit.update({ where: { id }, data: { stopwatchAt: new Date(from) } });
    const context = { db, userId, serially: createSerializer(), announce: () => {} };
    // The services take now from the database, so the example's moment is set on the change.
    const log = await makeChange(context, (change) =>
      logStopwatch({ ...change, now: Date.parse(to) }, calendar(zone, to), row),
    );
    expect(log).toMatchObject({ date: new Date(date), minutes, origin: "STOPWATCH" });
    const days = await db.prisma.habitDay.findMany({ where: { habitId: id } });
    expect(days).toMatchObject([{ date: new Date(date), minutes }]);
  });
});

it("A date that a zone left out can be skipped like any other, and then breaks no streak", async () => {
  const userId = await aPersonOnRecord(db, "Pacific/Apia");
  const logs = ["2011-12-28", "2011-12-29", "2011-12-31"].map((date) => ({ date, minutes: 5 }));
  const ids = [
    await aHabitOnRecord(db, userId, { ...habit, logs }),
    await aHabitOnRecord(db, userId, { ...habit, logs, skips: ["2011-12-30"] }),
  ];
  const noon = calendar("Pacific/Apia", "2011-12-31T12:00+14:00");
  const read = await readStreaks(db.pool, userId, ids, noon);
  expect(ids.map((id) => read.get(id)?.current)).toEqual([1, 3]);
});
