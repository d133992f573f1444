import { utcMidnight } from "@pacekeeper/domain/time/calendar-date";
import { createSignal } from "solid-js";

const [zone, setZone] = createSignal(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The time zone in which every time is shown: the profile's, or the browser's until that is known. */
export { setZone, zone };

const LOCALE = "en-GB";
const made = new Map<string, Intl.DateTimeFormat>();

// Creating a formatter costs a hundred times as much as using it.
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
    made.set(key, found);
  }
  return found;
}

type Instant = string | number;

function at(instant: Instant): Date {
  return new Date(instant);
}

/** Time of day, "14:42". @param instant RFC 3339 or epoch milliseconds */
export function clockTime(instant: Instant, timeZone = zone()): string {
  return formatter(timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at(instant));
}

/** The local date of an instant, "2026-11-20". */
export function dateOf(instant: Instant, timeZone = zone()): string {
  const parts = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    at(instant),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** Day and month of an instant, "20 November". */
export function dayOf(instant: Instant, timeZone = zone()): string {
  return formatter(timeZone, { day: "numeric", month: "long" }).format(at(instant));
}

/** A calendar date with its weekday, "Friday, 20 November", and the year unless it is `thisYear`. */
export function longDate(date: string, thisYear = new Date().getUTCFullYear()): string {
  const named = ofDate(date, { weekday: "long" });
  const day = ofDate(date, { day: "numeric", month: "long" });
  return date.startsWith(`${thisYear}-`) ? `${named}, ${day}` : `${named}, ${day} ${date.slice(0, 4)}`;
}

/** "Fri 20 November" in a table's row. */
export function shortDate(date: string): string {
  return `${ofDate(date, { weekday: "short" })} ${ofDate(date, { day: "numeric", month: "long" })}`;
}

/** "November 2026". @param month "2026-11" */
export function monthName(month: string): string {
  return ofDate(`${month}-01`, { month: "long", year: "numeric" });
}

/** The weekday of a calendar date: "Mon". */
export function weekdayOf(date: string, style: "short" | "long" = "short"): string {
  return ofDate(date, { weekday: style });
}

// A calendar date has no zone; reading and formatting it in UTC keeps it unchanged.
function ofDate(date: string, options: Intl.DateTimeFormatOptions): string {
  return formatter("UTC", options).format(utcMidnight(date));
}
