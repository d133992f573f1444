// Calendar dates as text, YYYY-MM-DD, which sorts like the dates. This file needs no time zone and nothing but `Date`,
// so browsers load it too; everything that needs a zone is in zones.ts.

const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

export type Weekday = "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY";

/** In ISO order: Monday is 1, so the index is the ISO number less one. */
export const WEEKDAYS: readonly Weekday[] = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
];

/** Whether `text` is a date of the Gregorian calendar as YYYY-MM-DD, from the year 1 to 9999. */
export function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = ISO_DATE.exec(text)?.slice(1).map(Number) ?? [];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Returns `text` if it is a date. @throws RangeError that says why it is not */
export function readCalendarDate(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new RangeError(
    ISO_DATE.test(text)
      ? `${text} is not a calendar date.`
      : `${JSON.stringify(text)} is not a date in the form YYYY-MM-DD.`,
  );
}

/** Midnight in UTC of a date, in epoch milliseconds: the form that `date` columns and UTC formatters take. */
export function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00Z`);
}

/** The date in UTC of an instant in epoch milliseconds. */
export function utcDate(at: number): string {
  return new Date(at).toISOString().slice(0, -"T00:00:00.000Z".length);
}

/** The date `days` days later; negative: earlier. @example addDays("2026-02-28", 1) === "2026-03-01" */
export function addDays(date: string, days: number): string {
  return utcDate(utcMidnight(date) + days * DAY_MS);
}

/** Days from one date to another; negative if `to` is earlier. @example daysFrom("2026-02-28", "2026-03-01") === 1 */
export function daysFrom(from: string, to: string): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** `count` consecutive dates, from `first` on. */
export function datesFrom(first: string, count: number): string[] {
  const midnight = utcMidnight(first);
  return Array.from({ length: count }, (_, day) => utcDate(midnight + day * DAY_MS));
}

/** The dates from `from` to `to`, both included, in order; none if `to` is earlier. */
export function datesBetween(from: string, to: string): string[] {
  return datesFrom(from, Math.max(0, daysFrom(from, to) + 1));
}

/** The ISO number of a weekday: 1 Monday to 7 Sunday. */
export function isoWeekday(weekday: Weekday): number {
  return WEEKDAYS.indexOf(weekday) + 1;
}

/** The ISO number of a date's weekday: 1 Monday to 7 Sunday. */
export function isoWeekdayOf(date: string): number {
  return new Date(utcMidnight(date)).getUTCDay() || 7;
}

/** The weekdays of ISO numbers, from Monday on. @example weekdaysOf([6, 2]) → Tuesday, Saturday */
export function weekdaysOf(numbers: readonly number[]): readonly Weekday[] {
  if (numbers.length === WEEKDAYS.length) return WEEKDAYS;
  return WEEKDAYS.filter((weekday) => numbers.includes(isoWeekday(weekday)));
}

/** The weekdays of a week that begins with `start`, in order. */
export function weekdaysFrom(start: Weekday): readonly Weekday[] {
  const first = WEEKDAYS.indexOf(start);
  return [...WEEKDAYS.slice(first), ...WEEKDAYS.slice(0, first)];
}

/** How many days a date comes after the first of its week, 0–6, where weeks begin on `weekStart`. */
export function placeInWeek(date: string, weekStart: Weekday): number {
  return (isoWeekdayOf(date) - isoWeekday(weekStart) + 7) % 7;
}

/**
 * The first date of the week that holds `date`, where weeks begin on `weekStart`.
 *
 * @example startOfWeek("2026-11-20", "MONDAY") === "2026-11-16"
 */
export function startOfWeek(date: string, weekStart: Weekday): string {
  return addDays(date, -placeInWeek(date, weekStart));
}

/** The ISO 8601 number of the Monday week that holds `date`, 1–53. @example isoWeek("2027-01-03") === 53 */
export function isoWeek(date: string): number {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(startOfWeek(date, "MONDAY"), 3);
  return Math.floor(daysFrom(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** The month of a date, YYYY-MM. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The month `months` months later; negative: earlier. @param month YYYY-MM @example addMonths("2026-11", 2) === "2027-01" */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const index = year * 12 + number - 1 + months;
  return `${padded(Math.floor(index / 12), 4)}-${padded((index % 12) + 1, 2)}`;
}

/** A date `months` months earlier; in a shorter month, its last day. @example monthsBefore("2026-03-31", 1) === "2026-02-28" */
export function monthsBefore(date: string, months: number): string {
  const month = addMonths(monthOf(date), -months);
  const [year = 0, number = 1] = month.split("-").map(Number);
  return `${month}-${padded(Math.min(Number(date.slice(8)), daysInMonth(year, number)), 2)}`;
}

/** The dates of a month in order. @param month YYYY-MM */
export function datesOfMonth(month: string): string[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return datesFrom(`${month}-01`, daysInMonth(year, number));
}

function daysInMonth(year: number, month: number): number {
  // The calendar repeats every 400 years, and `Date.UTC` reads years below 100 as 1900 and later.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const padded = (number: number, digits: number) => String(number).padStart(digits, "0");
