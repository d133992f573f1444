import { dateOf, dayOf, zone } from "./local-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * When something was, as people say it: "just now", "12 min ago", "2 hours ago", "on 9 November", with the year
 * where it is another than this one. The server dates uses to the minute, so nothing finer is told.
 *
 * @param instant RFC 3339
 * @param now epoch milliseconds
 */
export function ago(instant: string, now: number, timeZone = zone()): string {
  const passed = now - Date.parse(instant);
  if (passed >= DAY) return `on ${dayIn(instant, now, timeZone)}`;
  const hours = Math.floor(passed / HOUR);
  if (hours > 0) return hours === 1 ? "an hour ago" : `${hours} hours ago`;
  const minutes = Math.floor(passed / MINUTE);
  return minutes > 1 ? `${minutes} min ago` : "just now";
}

/** A day, "9 November", with the year where it is another than the present one. */
export function dayIn(instant: string, now: number, timeZone = zone()): string {
  const year = dateOf(instant, timeZone).slice(0, 4);
  const day = dayOf(instant, timeZone);
  return year === dateOf(now, timeZone).slice(0, 4) ? day : `${day} ${year}`;
}
