import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { addDays, WEEKDAYS } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";

// Minutes and goals come from few values, so that days fall on the limits and not only near them.
const minutes = fc.constantFrom(0, 1, 19, 20, 21, 29, 30, 30, 30, 31, 1440);

/** Any goal; a limit may be 0. */
export const goals: fc.Arbitrary<HabitGoal> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("AT_LEAST" as const), minutes: fc.constantFrom(1, 20, 30) }),
  fc.record({ kind: fc.constant("AT_MOST" as const), minutes: fc.constantFrom(0, 20, 30) }),
);

/** Any schedule: every day, some weekdays, or a number of times a week. */
export const schedules: fc.Arbitrary<HabitSchedule> = fc.oneof(
  fc.constant<HabitSchedule>({ kind: "WEEKDAYS", weekdays: WEEKDAYS }),
  fc.record({
    kind: fc.constant("WEEKDAYS" as const),
    weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  }),
  fc.record({ kind: fc.constant("TIMES_A_WEEK" as const), times: fc.integer({ min: 1, max: 7 }) }),
);

/** Any weekday on which weeks may begin. */
export const weekStarts = fc.constantFrom(...WEEKDAYS);

// A life consists of stretches that repeat a pattern: purely random days would never give long streaks.
const stretch = fc.record({
  days: fc.integer({ min: 1, max: 40 }),
  // The minutes of the days in turn, repeated; in some stretches every n-th day is skipped.
  logged: fc.oneof(fc.tuple(minutes), fc.array(minutes, { minLength: 2, maxLength: 7 })),
  skipEvery: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 2 }),
});
const life = fc.record({
  goal: goals,
  schedule: schedules,
  stretches: fc.array(stretch, { maxLength: 16, size: "max" }),
  gap: fc.nat({ max: 30 }),
  madeAfter: fc.integer({ min: -20, max: 120 }),
});

/** A habit kept for up to two years, whose first date is up to a month after `from`, YYYY-MM-DD. */
export function habitsFrom(from: string): fc.Arbitrary<HabitHistory> {
  return life.map(({ gap, goal, madeAfter, schedule, stretches }) => {
    const logs: { date: string; minutes: number }[] = [];
    const skips: string[] = [];
    let day = gap;
    for (const { days, logged, skipEvery } of stretches) {
      for (let each = 0; each < days; each += 1, day += 1) {
        const date = addDays(from, day);
        const some = logged[each % logged.length] ?? 0;
        if (some > 0) logs.push({ date, minutes: some });
        if (skipEvery !== null && each % skipEvery === skipEvery - 1) skips.push(date);
      }
    }
    return { goal, schedule, logs, skips, madeOn: addDays(from, gap + madeAfter) };
  });
}

/** The last date on which anything happened to a habit. */
export function lastDate({ logs, madeOn, skips }: HabitHistory): string {
  return [madeOn, ...skips, ...logs.map(({ date }) => date)].sort().at(-1) ?? madeOn;
}

/** The same habit, moved by this many days. */
export function moved(habit: HabitHistory, days: number): HabitHistory {
  const { logs, madeOn, skips } = habit;
  return {
    ...habit,
    madeOn: addDays(madeOn, days),
    logs: logs.map((log) => ({ ...log, date: addDays(log.date, days) })),
    skips: skips.map((date) => addDays(date, days)),
  };
}
