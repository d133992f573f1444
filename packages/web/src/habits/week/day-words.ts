import { monthOf } from "@pacekeeper/domain/time/calendar-date";
import { counted } from "../../lib/count-words.ts";
import { longDate, monthName } from "../../lib/time/local-time.ts";

/** "3 December", with the year if it differs from that of `today`. Dates are YYYY-MM-DD. */
export function dayWords(date: string, today: string): string {
  const day = Number(date.slice(8));
  const month = monthName(monthOf(date));
  return date.slice(0, 4) === today.slice(0, 4) ? `${day} ${month.replace(/ \d+$/, "")}` : `${day} ${month}`;
}

/** "Tuesday, 3 June", with the year if it differs from that of `today`. */
export function weekdayWords(date: string, today: string): string {
  return longDate(date, Number(today.slice(0, 4)));
}

/** A month's short name: "Sep". @param date any date of the month, or "2026-09" */
export function shortMonth(date: string): string {
  return monthName(monthOf(date)).slice(0, 3);
}

/** The minutes logged on a date, in words: "25 minutes", "nothing", "skipped". */
export function loggedWords({
  minutes,
  isSkipped,
}: {
  readonly minutes: number;
  readonly isSkipped: boolean;
}): string {
  if (minutes > 0) return counted(minutes, "minute");
  return isSkipped ? "skipped" : "nothing";
}

/** An average with two decimals: "30.00". */
export function averageWords(minutes: number): string {
  return minutes.toFixed(2);
}
