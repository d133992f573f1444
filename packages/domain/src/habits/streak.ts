import { datesBetween, startOfWeek, type Weekday } from "../time/calendar-date.ts";
import { habitDayState } from "./day-state.ts";
import type { HabitGoal } from "./goal.ts";
import { type HabitSchedule, isScheduledOn } from "./schedule.ts";

/** A habit with all of its logs and skips, in any order. Dates are YYYY-MM-DD. */
export interface HabitHistory {
  readonly goal: HabitGoal;
  readonly schedule: HabitSchedule;
  readonly madeOn: string;
  readonly logs: readonly { readonly date: string; readonly minutes: number }[];
  readonly skips: readonly string[];
}

/** Consecutive units met: scheduled days, or whole weeks where the schedule is a number of times a week. */
export interface Streak {
  readonly current: number;
  readonly best: number;
  readonly unit: "DAY" | "WEEK";
}

/** How a day or a week turned out. A skipped or still open one neither lengthens nor breaks a streak. */
type Outcome = "MET" | "MISSED" | "SKIPPED" | "OPEN";

/**
 * A habit's streaks. The present goal and schedule apply to its whole history. The server computes the same, faster,
 * in one SQL statement; its tests compare the two.
 *
 * @param today the person's date, YYYY-MM-DD; later dates do not count
 * @param weekStart the weekday on which the person's weeks begin
 */
export function streakOf(history: HabitHistory, today: string, weekStart: Weekday): Streak {
  const days = dayOutcomes(history, today);
  const { schedule } = history;
  const isWeekly = schedule.kind === "TIMES_A_WEEK";
  const units = isWeekly ? weekOutcomes(days, schedule.times, today, weekStart) : [...days.values()];
  let current = 0;
  let best = 0;
  for (const outcome of units) {
    if (outcome === "MET") current += 1;
    if (outcome === "MISSED") current = 0;
    best = Math.max(best, current);
  }
  return { current, best, unit: isWeekly ? "WEEK" : "DAY" };
}

/** Every scheduled date in order, from the habit's first date (made, logged or skipped) to today. */
function dayOutcomes({ goal, logs, madeOn, schedule, skips }: HabitHistory, today: string) {
  const minutesOn = new Map<string, number>();
  for (const { date, minutes } of logs) minutesOn.set(date, (minutesOn.get(date) ?? 0) + minutes);
  const skipped = new Set(skips);
  const first = [madeOn, ...minutesOn.keys(), ...skipped].reduce((one, other) => (other < one ? other : one));

  const outcomes = new Map<string, Outcome>();
  for (const date of datesBetween(first, today)) {
    if (!isScheduledOn(schedule, date)) continue;
    const minutes = minutesOn.get(date) ?? 0;
    const isSkipped = skipped.has(date);
    const state = habitDayState({ goal, isScheduled: true, date, today, madeOn, minutes, isSkipped });
    if (state === "MET" || state === "SKIPPED") outcomes.set(date, state);
    else outcomes.set(date, date === today ? "OPEN" : "MISSED");
  }
  return outcomes;
}

/** The outcomes of the weeks, in order. Each skipped day lowers by one the days that its week asks for. */
function weekOutcomes(
  days: ReadonlyMap<string, Outcome>,
  times: number,
  today: string,
  weekStart: Weekday,
): Outcome[] {
  const weeks = new Map<string, Outcome[]>();
  for (const [date, outcome] of days) {
    const week = startOfWeek(date, weekStart);
    weeks.set(week, [...(weeks.get(week) ?? []), outcome]);
  }
  const thisWeek = startOfWeek(today, weekStart);
  return [...weeks].map(([week, outcomes]) => {
    const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
    const asked = times - count("SKIPPED");
    if (asked <= 0) return "SKIPPED";
    if (count("MET") >= asked) return "MET";
    return week === thisWeek ? "OPEN" : "MISSED";
  });
}
