import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { historyOf, STREAK_EXAMPLES } from "@pacekeeper/domain/testing/streak-examples";
import type { Weekday } from "@pacekeeper/domain/time/calendar-date";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { spanOf } from "../../platform/dates/date-span.ts";
import { createSerializer } from "../../platform/serially.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { calendarAt } from "../context.ts";
import { updateHabit } from "../habits.ts";
import { aHabitOnRecord, aPersonOnRecord } from "../testing/habits-on-record.ts";
import { readStreaks } from "../testing/streaks.ts";
import { readSpans } from "./statistics.ts";

let db: TestDatabase;
let userId: string;
beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(async () => {
  userId = await aPersonOnRecord(db);
});
afterAll(() => db.close());

const atLeast = (minutes: number): HabitGoal => ({ kind: "AT_LEAST", minutes });
const aHabit = (history: HabitHistory) => aHabitOnRecord(db, userId, history);

/** Current and best streak as read at noon of a date; weeks begin on Monday by default. */
async function streakOn(id: string, today: string, weekStart: Weekday = "MONDAY"): Promise<[number, number]> {
  const calendar = calendarAt({ timezone: "UTC", weekStart }, Date.parse(`${today}T12:00Z`));
  const streak = (await readStreaks(db.pool, userId, [id], calendar)).get(id);
  if (!streak) throw new Error("The habit is not the person's.");
  return [streak.current, streak.best];
}

describe("a streak read by the statement", () => {
  it.each(STREAK_EXAMPLES.map((one) => [one.says, one] as const))("%s", async (_says, example) => {
    const id = await aHabit(example.history);
    for (const [today, current, best] of example.streaks) {
      expect(await streakOn(id, today, example.weekStart), today).toEqual([current, best]);
    }
  });
});

describe("a habit that is changed later", () => {
  const change = (id: string, input: Parameters<typeof updateHabit>[2]) =>
    updateHabit({ db, userId, serially: createSerializer(), announce: () => {} }, id, input);

  it("applies its new goal and its new schedule to its whole history", async () => {
    const days = [30, 20, 30, 20, 20, 30, 30, 30, 30];
    const id = await aHabit(historyOf({ goal: atLeast(30), from: "2026-11-09", days }));
    expect(await streakOn(id, "2026-11-17")).toEqual([4, 4]);
    await change(id, { goal: atLeast(20) });
    expect(await streakOn(id, "2026-11-17")).toEqual([9, 9]);
    await change(id, { goal: atLeast(31) });
    expect(await streakOn(id, "2026-11-17")).toEqual([0, 0]);
    await change(id, { goal: { kind: "AT_MOST", minutes: 20 } });
    expect(await streakOn(id, "2026-11-17")).toEqual([0, 2]);
    await change(id, { goal: null, schedule: { kind: "TIMES_A_WEEK", times: 2 } });
    expect(await streakOn(id, "2026-11-17")).toEqual([2, 2]);
    await change(id, { schedule: { kind: "WEEKDAYS", weekdays: ["MONDAY"] } });
    expect(await streakOn(id, "2026-11-17")).toEqual([2, 2]);
  });
});

it("The design's averages are 30.00 over 7 days, 28.21 over 28 and 21.64 over 12 months", async () => {
  const lastWeek = [32, 30, 35, 30, 42, 31, 10];
  const before = [...Array(20).fill(27), 40];
  // The rest of the 7,900 minutes lies in five days of the year's first month.
  const days = [...Array(5).fill(1422), ...Array(332).fill(0), ...before, ...lastWeek];
  const id = await aHabit(historyOf({ goal: atLeast(30), from: "2025-11-21", days }));
  const today = "2026-11-20";
  const average = async (span: { days?: number; months?: number } | null) => {
    const dates = spanOf({ span }, today);
    const [read] = await readSpans(db.pool, userId, [{ habitId: id, ...dates }]);
    return [read?.minutes.length, read?.totalMinutes, read?.averageMinutes];
  };
  expect(await average(null)).toEqual([7, 210, 30]);
  expect(await average({ days: 28 })).toEqual([28, 790, 28.21]);
  expect(await average({ months: 12 })).toEqual([365, 7900, 21.64]);
});
