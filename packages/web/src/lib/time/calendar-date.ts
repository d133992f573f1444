import type { Weekday } from "../../generated/graphql.ts";

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** In the order of `Date.getUTCDay()`. */
export const WEEKDAYS: readonly Weekday[] = [
  "SUNDAY",
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
];

/** Whether `text` is a calendar date such as 2026-11-20 that exists. */
export function isCalendarDate(text: string): boolean {
  if (!ISO.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The date `days` later, in calendar arithmetic alone: no zone takes part. @example addDays("2026-02-28", 1) === "2026-03-01" */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The month `months` after that of `date`. @example addMonths("2026-11-20", 2) === "2027-01" */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}

/** How many places `date` stands behind the first day of its week: 0–6. */
export function placeInWeek(date: string, weekStart: Weekday): number {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return (weekday - WEEKDAYS.indexOf(weekStart) + 7) % 7;
}

/** The first day of the week of `date`. */
export function startOfWeek(date: string, weekStart: Weekday): string {
  return addDays(date, -placeInWeek(date, weekStart));
}

/** Every date of a month such as 2026-11, in order. */
export function datesOfMonth(month: string): string[] {
  const dates: string[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}
