import type { Weekday } from "../time/day.ts";

/** Days of a week on which an x-a-week habit is met, at least and at most. */
export const FEWEST_TIMES = 1;
export const MOST_TIMES = 7;

/** When a habit is to be met: on each of its weekdays, or on any so many days of a week. */
export type HabitSchedule =
  | { readonly kind: "WEEKDAYS"; readonly weekdays: readonly Weekday[] }
  | { readonly kind: "TIMES_A_WEEK"; readonly times: number };

const ISO_ORDER: readonly Weekday[] = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
];

/** ISO number of a weekday: 1 Monday to 7 Sunday. */
export function isoWeekday(weekday: Weekday): number {
  return ISO_ORDER.indexOf(weekday) + 1;
}

/** The weekdays of ISO numbers, in the order of a week. */
export function weekdaysOf(numbers: readonly number[]): readonly Weekday[] {
  if (numbers.length === ISO_ORDER.length) return ISO_ORDER;
  return ISO_ORDER.filter((weekday) => numbers.includes(isoWeekday(weekday)));
}

/** ISO number of a date's weekday. @param date YYYY-MM-DD */
export function isoWeekdayOf(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}

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
