import { isoWeekday, isoWeekdayOf, type Weekday } from "../time/calendar-date.ts";

/** The fewest and the most times a week that a habit can ask for. */
export const FEWEST_TIMES = 1;
export const MOST_TIMES = 7;

/** When a habit is due: on each of its weekdays, or on any `times` days of a week. */
export type HabitSchedule =
  | { readonly kind: "WEEKDAYS"; readonly weekdays: readonly Weekday[] }
  | { readonly kind: "TIMES_A_WEEK"; readonly times: number };

/** Whether a habit can be met on a date, YYYY-MM-DD. */
export function isScheduledOn(schedule: HabitSchedule, date: string): boolean {
  if (schedule.kind === "TIMES_A_WEEK") return true;
  return schedule.weekdays.some((weekday) => isoWeekday(weekday) === isoWeekdayOf(date));
}

/**
 * `isScheduledOn` for consecutive dates, without a calendar lookup for each.
 *
 * @param from the first date, YYYY-MM-DD
 * @returns whether the habit can be met `daysLater` days after `from`
 */
export function scheduledFrom(schedule: HabitSchedule, from: string): (daysLater: number) => boolean {
  if (schedule.kind === "TIMES_A_WEEK") return () => true;
  const first = isoWeekdayOf(from);
  const numbers = schedule.weekdays.map(isoWeekday);
  return (daysLater) => numbers.includes(((first - 1 + daysLater) % 7) + 1);
}
