import type { HabitGoal } from "../habits/goal.ts";
import type { HabitSchedule } from "../habits/schedule.ts";
import type { HabitHistory } from "../habits/streak.ts";
import { addDays, WEEKDAYS, type Weekday } from "../time/calendar-date.ts";

/** A history, and the streaks that it has on some dates. */
export interface StreakExample {
  readonly says: string;
  readonly history: HabitHistory;
  readonly weekStart: Weekday;
  /** Today, current and best. */
  readonly streaks: readonly (readonly [today: string, current: number, best: number])[];
}

interface Told {
  readonly goal?: HabitGoal;
  readonly schedule?: HabitSchedule;
  readonly madeOn?: string;
  readonly from: string;
  /** What happened on the dates from `from` on: minutes, or a skip. */
  readonly days: readonly (number | "skip")[];
  readonly weekStart?: Weekday;
}

const EVERY_DAY: HabitSchedule = { kind: "WEEKDAYS", weekdays: WEEKDAYS };
const timesAWeek = (times: number): HabitSchedule => ({ kind: "TIMES_A_WEEK", times });
const atLeast = (minutes: number): HabitGoal => ({ kind: "AT_LEAST", minutes });
const atMost = (minutes: number): HabitGoal => ({ kind: "AT_MOST", minutes });

/** The history of `Told`; by default a daily habit without a goal, made on its first day. */
export function historyOf({
  days,
  from,
  goal = null,
  madeOn = from,
  schedule = EVERY_DAY,
}: Told): HabitHistory {
  const dated = days.map((day, index) => ({ date: addDays(from, index), day }));
  return {
    ...{ goal, madeOn, schedule },
    logs: dated.flatMap(({ date, day }) => (day === "skip" || day === 0 ? [] : [{ date, minutes: day }])),
    skips: dated.filter(({ day }) => day === "skip").map(({ date }) => date),
  };
}

const example = (says: string, told: Told, ...streaks: StreakExample["streaks"]): StreakExample => ({
  says,
  history: historyOf(told),
  weekStart: told.weekStart ?? "MONDAY",
  streaks,
});

// Friday the 6th, Sunday the 8th, and Saturday the 14th to Tuesday the 17th.
const twiceAWeek = {
  schedule: timesAWeek(2),
  from: "2026-11-06",
  days: [10, 0, 10, 0, 0, 0, 0, 0, 10, 10, 10, 10],
};
const metWeek = [10, 10, 0, 0, 0, 0, 0];
const aroundAWeek = (between: Told["days"]): Told => ({
  schedule: timesAWeek(2),
  from: "2026-11-02",
  days: [...metWeek, ...between, ...metWeek],
});
// Made on a Wednesday: until Sunday there are five days.
const fiveDaysWithout = { goal: atMost(0), schedule: timesAWeek(5), from: "2026-11-18" };

/** Examples of streaks, for the rule itself and for the server's SQL statement. November 16, 2026 is a Monday. */
export const STREAK_EXAMPLES: readonly StreakExample[] = [
  example(
    "Today can still be met and breaks nothing; a missed yesterday does",
    { goal: atLeast(30), from: "2026-11-16", days: [30, 31, 45, 29] },
    ["2026-11-18", 3, 3],
    ["2026-11-19", 3, 3],
    ["2026-11-20", 0, 3],
  ),
  example(
    "A skipped day neither breaks nor lengthens",
    { from: "2026-11-16", days: [10, 10, "skip", 10, "skip", "skip"] },
    ["2026-11-18", 2, 2],
    ["2026-11-21", 3, 3],
    ["2026-11-22", 3, 3],
    ["2026-11-23", 0, 3],
  ),
  example(
    "Only the habit's weekdays count: what is done on Friday does not",
    {
      schedule: { kind: "WEEKDAYS", weekdays: ["TUESDAY", "THURSDAY", "SATURDAY"] },
      from: "2026-11-17",
      days: [20, 0, 25, 60],
    },
    ["2026-11-20", 2, 2],
    ["2026-11-21", 2, 2],
    ["2026-11-22", 0, 2],
  ),
  example(
    "Days logged before the habit was made count",
    { from: "2026-11-16", days: [5, 5, 5], madeOn: "2026-11-18" },
    ["2026-11-18", 3, 3],
  ),
  example(
    "10 of 30 minutes today leave a streak of 18 as it is",
    { goal: atLeast(30), from: "2026-11-02", days: [...Array<number>(18).fill(32), 10] },
    ["2026-11-20", 18, 18],
  ),
  example(
    "A date that the zone left out is missed like any other",
    { from: "2011-12-28", days: [5, 5, 0, 5] },
    ["2011-12-31", 1, 2],
  ),
  example(
    "A date that the zone left out can be skipped like any other",
    { from: "2011-12-28", days: [5, 5, "skip", 5] },
    ["2011-12-31", 3, 3],
  ),
  example(
    "Days without minutes keep a limit, and today counts only tomorrow",
    { goal: atMost(20), from: "2026-11-16", days: [0, 20, 0, 19] },
    ["2026-11-16", 0, 0],
    ["2026-11-19", 3, 3],
    ["2026-11-20", 4, 4],
    ["2026-11-26", 10, 10],
  ),
  example(
    "A day over the limit breaks the streak once it has ended",
    { goal: atMost(20), from: "2026-11-16", days: [14, 8, 38, 12, 5] },
    ["2026-11-18", 2, 2],
    ["2026-11-19", 0, 2],
    ["2026-11-20", 1, 2],
  ),
  example(
    "A limit counts from the day on which the habit was made",
    { goal: atMost(20), from: "2026-11-12", days: [5, 5, 5, 5, 5], madeOn: "2026-11-16" },
    ["2026-11-16", 0, 0],
    ["2026-11-18", 2, 2],
  ),
  example(
    "A limit on five days a week is met by the five days left of its first week",
    { ...fiveDaysWithout, days: [0] },
    ["2026-11-22", 0, 0],
    ["2026-11-23", 1, 1],
  ),
  example("One of those five over the limit misses the week", { ...fiveDaysWithout, days: [0, 1] }, [
    "2026-11-23",
    0,
    0,
  ]),
  example("Weeks begin on Monday", { ...twiceAWeek, weekStart: "MONDAY" }, ["2026-11-20", 3, 3]),
  example("The same logs with weeks from Sunday", { ...twiceAWeek, weekStart: "SUNDAY" }, [
    "2026-11-20",
    2,
    2,
  ]),
  example(
    "The same logs with weeks from Saturday",
    { ...twiceAWeek, weekStart: "SATURDAY" },
    ["2026-11-20", 1, 1],
    ["2026-11-21", 1, 1],
    ["2026-11-28", 0, 1],
  ),
  example(
    "This week can still be met, and counts as soon as it is",
    { schedule: timesAWeek(2), from: "2026-11-09", days: [30, 30, 0, 0, 0, 0, 0, 30, 0, 30] },
    ["2026-11-17", 1, 1],
    ["2026-11-18", 2, 2],
    ["2026-11-29", 2, 2],
    ["2026-11-30", 0, 2],
  ),
  example(
    "A skip lowers the days that its week asks for by one",
    { schedule: timesAWeek(3), from: "2026-11-09", days: [10, 0, "skip", 0, 10] },
    ["2026-11-16", 1, 1],
  ),
  example(
    "Without the skip the week is missed",
    { schedule: timesAWeek(3), from: "2026-11-09", days: [10, 0, 0, 0, 10] },
    ["2026-11-16", 0, 0],
  ),
  ...[
    aroundAWeek(["skip", "skip", 0, 0, 0, 0, 0]),
    aroundAWeek(["skip", "skip", 10, 10, 0, 0, 0]),
    aroundAWeek(["skip", "skip", "skip", 0, 0, 0, 0]),
  ].map((told) =>
    example(
      `A week skipped down to nothing counts neither way: ${told.days.slice(7, 14).join(" ")}`,
      told,
      ["2026-11-15", 1, 1],
      ["2026-11-22", 2, 2],
    ),
  ),
];
