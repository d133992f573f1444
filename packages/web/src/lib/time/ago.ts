import { dateOf, dayOf, zone } from "./local-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago something was, in words: "just now", "12 min ago", "2 hours ago", "on 9 November", with the year unless
 * it is the current one. The server stores last uses to the minute, so the words are no finer than that.
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

/** A day, "9 November", with the year unless it is the current one. */
export function dayIn(instant: string, now: number, timeZone = zone()): string {
  const year = dateOf(instant, timeZone).slice(0, 4);
  const day = dayOf(instant, timeZone);
  return year === dateOf(now, timeZone).slice(0, 4) ? day : `${day} ${year}`;
}
