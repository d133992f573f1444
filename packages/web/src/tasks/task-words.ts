import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { clockTime, dateOf, shortDate, weekdayOf, zone } from "../lib/time/local-time.ts";

/**
 * A past time in words: "today, 09:58", "yesterday, 18:20", "Wednesday, 16:02" within the last week, and
 * "Wed 12 November, 16:02" before that.
 *
 * @param instant RFC 3339 or epoch milliseconds
 * @param now epoch milliseconds
 */
export function whenWords(instant: string | number, now: number, timeZone = zone()): string {
  const date = dateOf(instant, timeZone);
  const today = dateOf(now, timeZone);
  const time = clockTime(instant, timeZone);
  if (date === today) return `today, ${time}`;
  if (date === addDays(today, -1)) return `yesterday, ${time}`;
  return date > addDays(today, -7) ? `${weekdayOf(date, "long")}, ${time}` : `${shortDate(date)}, ${time}`;
}

/** The time of day in the person's zone, as milliseconds since midnight. @param now epoch milliseconds */
export function timeOfDay(now: number, timeZone = zone()): number {
  const [hours = 0, minutes = 0] = clockTime(now, timeZone).split(":").map(Number);
  // Time zones differ by whole minutes, so the seconds are the same everywhere.
  return (hours * 60 + minutes) * 60_000 + (now % 60_000);
}
