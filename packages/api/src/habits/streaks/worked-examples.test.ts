import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import { addDays, WEEKDAYS, type Weekday } from "@pacekeeper/domain/time/calendar-date";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSerializer } from "../../platform/serially.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { spanOf } from "../asked.ts";
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

const EVERY_DAY: HabitSchedule = { kind: "WEEKDAYS", weekdays: WEEKDAYS };
const timesAWeek = (times: number): HabitSchedule => ({ kind: "TIMES_A_WEEK", times });
const atLeast = (minutes: number): HabitGoal => ({ kind: "AT_LEAST", minutes });
const atMost = (minutes: number): HabitGoal => ({ kind: "AT_MOST", minutes });

interface Told {
  readonly goal?: HabitGoal;
  readonly schedule?: HabitSchedule;
  readonly madeOn?: string;
  /** What happened on the dates from `from` on: minutes, a skip, or both. */
  readonly from: string;
  readonly days: readonly (number | "skip")[];
}

/** A habit of every day and any minutes, made when its days begin, but for what is told. */
function aHabit({ days, from, goal = null, madeOn = from, schedule = EVERY_DAY }: Told): Promise<string> {
  const dated = days.map((day, index) => ({ date: addDays(from, index), day }));
  return aHabitOnRecord(db, userId, {
    ...{ goal, madeOn, schedule },
    logs: dated.flatMap(({ date, day }) => (day === "skip" || day === 0 ? [] : [{ date, minutes: day }])),
    skips: dated.filter(({ day }) => day === "skip").map(({ date }) => date),
  });
}

/** Current and best streak as read at noon of a date, with weeks from Monday on unless said. */
async function streakOn(id: string, today: string, weekStart: Weekday = "MONDAY"): Promise<[number, number]> {
  const calendar = calendarAt({ timezone: "UTC", weekStart }, Date.parse(`${today}T12:00Z`));
  const streak = (await readStreaks(db.pool, userId, [id], calendar)).get(id);
  if (!streak) throw new Error("The habit is not the person's.");
  return [streak.current, streak.best];
}

describe("a streak of days", () => {
  it("is not broken by today, which may still be met, and is broken by yesterday", async () => {
    const id = await aHabit({ goal: atLeast(30), from: "2026-11-16", days: [30, 31, 45, 29] });
    expect(await streakOn(id, "2026-11-18")).toEqual([3, 3]);
    expect(await streakOn(id, "2026-11-19")).toEqual([3, 3]);
    expect(await streakOn(id, "2026-11-20")).toEqual([0, 3]);
  });

  it("goes on over a skipped day, which does not lengthen it", async () => {
    const id = await aHabit({ from: "2026-11-16", days: [10, 10, "skip", 10, "skip", "skip"] });
    expect(await streakOn(id, "2026-11-18")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-21")).toEqual([3, 3]);
    // The 22nd was neither met nor skipped.
    expect(await streakOn(id, "2026-11-22")).toEqual([3, 3]);
    expect(await streakOn(id, "2026-11-23")).toEqual([0, 3]);
  });

  it("counts Tuesdays, Thursdays and Saturdays alone where it is for them", async () => {
    const schedule: HabitSchedule = { kind: "WEEKDAYS", weekdays: ["TUESDAY", "THURSDAY", "SATURDAY"] };
    // Tuesday the 17th, Thursday the 19th; what is done on Friday counts for no day.
    const id = await aHabit({ schedule, from: "2026-11-17", days: [20, 0, 25, 60] });
    expect(await streakOn(id, "2026-11-20")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-21")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-22")).toEqual([0, 2]);
  });

  it("counts days that were logged before the habit was made", async () => {
    const id = await aHabit({ from: "2026-11-16", days: [5, 5, 5], madeOn: "2026-11-18" });
    expect(await streakOn(id, "2026-11-18")).toEqual([3, 3]);
  });

  it("is the drawing's 18 of reading: today's 10 of 30 minutes neither add nor break", async () => {
    const days = [...Array(18).fill(32), 10];
    const id = await aHabit({ goal: atLeast(30), from: "2026-11-02", days });
    expect(await streakOn(id, "2026-11-20")).toEqual([18, 18]);
  });
});

describe("a streak of a limit", () => {
  it("counts days without minutes, and today only tomorrow", async () => {
    const id = await aHabit({ goal: atMost(20), from: "2026-11-16", days: [0, 20, 0, 19] });
    expect(await streakOn(id, "2026-11-16")).toEqual([0, 0]);
    expect(await streakOn(id, "2026-11-19")).toEqual([3, 3]);
    expect(await streakOn(id, "2026-11-20")).toEqual([4, 4]);
    expect(await streakOn(id, "2026-11-26")).toEqual([10, 10]);
  });

  it("is broken by a day over it, once that is over", async () => {
    const id = await aHabit({ goal: atMost(20), from: "2026-11-16", days: [14, 8, 38, 12, 5] });
    expect(await streakOn(id, "2026-11-18")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-19")).toEqual([0, 2]);
    expect(await streakOn(id, "2026-11-20")).toEqual([1, 2]);
  });

  it("begins on the day on which the habit was made, whatever was logged before", async () => {
    const days = [5, 5, 5, 5, 5];
    const id = await aHabit({ goal: atMost(20), from: "2026-11-12", days, madeOn: "2026-11-16" });
    expect(await streakOn(id, "2026-11-16")).toEqual([0, 0]);
    expect(await streakOn(id, "2026-11-18")).toEqual([2, 2]);
  });

  it("of five days a week counts the days of the week in which it was made from then on", async () => {
    // Made on Wednesday: until Sunday there are five days, one of them over.
    const kept = { goal: atMost(0), schedule: timesAWeek(5), from: "2026-11-18" };
    const all = await aHabit({ ...kept, days: [0] });
    expect(await streakOn(all, "2026-11-22")).toEqual([0, 0]);
    expect(await streakOn(all, "2026-11-23")).toEqual([1, 1]);
    const one = await aHabit({ ...kept, days: [0, 1] });
    expect(await streakOn(one, "2026-11-23")).toEqual([0, 0]);
  });
});

describe("a streak of weeks", () => {
  it("of the same logs is 3, 2 or 1, as weeks begin on Monday, Sunday or Saturday", async () => {
    // Friday the 6th, Sunday the 8th, and Saturday the 14th to Tuesday the 17th.
    const days = [10, 0, 10, 0, 0, 0, 0, 0, 10, 10, 10, 10];
    const id = await aHabit({ schedule: timesAWeek(2), from: "2026-11-06", days });
    expect(await streakOn(id, "2026-11-20", "MONDAY")).toEqual([3, 3]);
    expect(await streakOn(id, "2026-11-20", "SUNDAY")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-20", "SATURDAY")).toEqual([1, 1]);
    // The week from Saturday the 21st has just begun; that from Monday the 16th was met and still goes on.
    expect(await streakOn(id, "2026-11-21", "SATURDAY")).toEqual([1, 1]);
    expect(await streakOn(id, "2026-11-28", "SATURDAY")).toEqual([0, 1]);
  });

  it("is not broken by this week, which may still be met, and counts it as soon as it is", async () => {
    const days = [30, 30, 0, 0, 0, 0, 0, 30, 0, 30];
    const id = await aHabit({ schedule: timesAWeek(2), from: "2026-11-09", days });
    expect(await streakOn(id, "2026-11-17")).toEqual([1, 1]);
    expect(await streakOn(id, "2026-11-18")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-29")).toEqual([2, 2]);
    expect(await streakOn(id, "2026-11-30")).toEqual([0, 2]);
  });

  it("asks one day less of a week for each that is skipped", async () => {
    const week = { schedule: timesAWeek(3), from: "2026-11-09" };
    const skipped = await aHabit({ ...week, days: [10, 0, "skip", 0, 10] });
    expect(await streakOn(skipped, "2026-11-16")).toEqual([1, 1]);
    const missed = await aHabit({ ...week, days: [10, 0, 0, 0, 10] });
    expect(await streakOn(missed, "2026-11-16")).toEqual([0, 0]);
  });

  it("goes on over a week skipped down to nothing, which counts neither way, met days or none", async () => {
    const met = [10, 10, 0, 0, 0, 0, 0];
    for (const between of [
      ["skip", "skip", 0, 0, 0, 0, 0],
      ["skip", "skip", 10, 10, 0, 0, 0],
      ["skip", "skip", "skip", 0, 0, 0, 0],
    ] as const) {
      const id = await aHabit({
        schedule: timesAWeek(2),
        from: "2026-11-02",
        days: [...met, ...between, ...met],
      });
      expect(await streakOn(id, "2026-11-15")).toEqual([1, 1]);
      expect(await streakOn(id, "2026-11-22")).toEqual([2, 2]);
    }
  });
});

describe("a habit that is changed later", () => {
  const change = (id: string, input: Parameters<typeof updateHabit>[2]) =>
    updateHabit({ db, userId, serially: createSerializer(), announce: () => {} }, id, input);

  it("is judged anew for all its history, by the goal and by the schedule", async () => {
    const days = [30, 20, 30, 20, 20, 30, 30, 30, 30];
    const id = await aHabit({ goal: atLeast(30), from: "2026-11-09", days });
    expect(await streakOn(id, "2026-11-17")).toEqual([4, 4]);
    await change(id, { goal: atLeast(20) });
    expect(await streakOn(id, "2026-11-17")).toEqual([9, 9]);
    await change(id, { goal: atLeast(31) });
    expect(await streakOn(id, "2026-11-17")).toEqual([0, 0]);
    await change(id, { goal: atMost(20) });
    expect(await streakOn(id, "2026-11-17")).toEqual([0, 2]);
    await change(id, { goal: null, schedule: timesAWeek(2) });
    expect(await streakOn(id, "2026-11-17")).toEqual([2, 2]);
    await change(id, { schedule: { kind: "WEEKDAYS", weekdays: ["MONDAY"] } });
    expect(await streakOn(id, "2026-11-17")).toEqual([2, 2]);
  });
});

it("The drawing's averages are 30.00 over 7 days, 28.21 over 28 and 21.64 over 12 months", async () => {
  const lastWeek = [32, 30, 35, 30, 42, 31, 10];
  const before = [...Array(20).fill(27), 40];
  // The rest of the 7,900 minutes lies in five days of the year's first month.
  const days = [...Array(5).fill(1422), ...Array(332).fill(0), ...before, ...lastWeek];
  const id = await aHabit({ goal: atLeast(30), from: "2025-11-21", days });
  const today = "2026-11-20";
  const average = async (asked: { days?: number; months?: number }) => {
    const span = spanOf(asked, { zone: "UTC", today, weekStart: "MONDAY" });
    const [read] = await readSpans(db.pool, userId, [{ habitId: id, ...span }]);
    return [read?.minutes.length, read?.totalMinutes, read?.averageMinutes];
  };
  expect(await average({})).toEqual([7, 210, 30]);
  expect(await average({ days: 28 })).toEqual([28, 790, 28.21]);
  expect(await average({ months: 12 })).toEqual([365, 7900, 21.64]);
});
