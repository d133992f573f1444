import { isoWeekday, isoWeekdayOf, type Weekday } from "../time/calendar-date.ts";

/** Days of a week on which an x-a-week habit is met, at least and at most. */
export const FEWEST_TIMES = 1;
export const MOST_TIMES = 7;

/** When a habit is to be met: on each of its weekdays, or on any so many days of a week. */
export type HabitSchedule =
  | { readonly kind: "WEEKDAYS"; readonly weekdays: readonly Weekday[] }
  | { readonly kind: "TIMES_A_WEEK"; readonly times: number };

/** Whether a habit may be met on a date, YYYY-MM-DD. */
export function isScheduledOn(schedule: HabitSchedule, date: string): boolean {
  if (schedule.kind === "TIMES_A_WEEK") return true;
  return schedule.weekdays.some((weekday) => isoWeekday(weekday) === isoWeekdayOf(date));
}

/**
 * The same for dates in a row, without looking at the calendar for each.
 *
 * @param from the first date, YYYY-MM-DD
 * @returns whether it may be met so many days later
 */
export function scheduledFrom(schedule: HabitSchedule, from: string): (daysLater: number) => boolean {
  if (schedule.kind === "TIMES_A_WEEK") return () => true;
  const first = isoWeekdayOf(from);
  const numbers = schedule.weekdays.map(isoWeekday);
  return (daysLater) => numbers.includes(((first - 1 + daysLater) % 7) + 1);
}
