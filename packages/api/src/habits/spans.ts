import {
  addDays,
  daysFrom,
  monthsBefore,
  startOfWeek,
  type Weekday,
} from "@pacekeeper/domain/time/calendar-date";
import { invalidInput } from "../platform/errors.ts";
import type { Calendar } from "./context.ts";
import { FIRST_DATE } from "./habit-input.ts";
import type { Span } from "./streaks/statistics.ts";

/** The most days of one reading: a year, and the week it began in. */
export const MOST_DAYS = 371;

/** The arguments of statistics. */
export interface SpanArguments {
  /** Days or months; omitted or null: seven days. */
  readonly span?:
    | { readonly days?: number | undefined; readonly months?: number | undefined }
    | null
    | undefined;
  readonly until?: string | null | undefined;
}

/** @throws InvalidInputError for a date before the first that a log can have */
function refuseEarly(date: string, path: string): void {
  if (date >= FIRST_DATE) return;
  throw invalidInput([path], "TOO_EARLY", `${path} must be no earlier than 1 January 1970.`);
}

/** The dates up to `until`, or today. */
export function spanOf({ span, until }: SpanArguments, { today }: Calendar): Span {
  const to = until ?? today;
  const { days, months } = span ?? {};
  refuseEarly(to, "until");
  return { to, from: months == null ? addDays(to, 1 - (days ?? 7)) : addDays(monthsBefore(to, months), 1) };
}

/** The dates from one to another. @throws InvalidInputError when they are out of order or too many */
export function spanBetween(from: string, to: string): Span {
  refuseEarly(from, "from");
  if (to < from) throw invalidInput(["to"], "TOO_EARLY", "to must not be before from.");
  if (daysFrom(from, to) >= MOST_DAYS) {
    throw invalidInput(["to"], "TOO_LATE", `At most ${MOST_DAYS} days at once.`);
  }
  return { from, to };
}

/** 53 of the person's weeks, the last one up to `until`. */
export function yearUntil(until: string, weekStart: Weekday): Span {
  refuseEarly(until, "until");
  return { from: addDays(startOfWeek(until, weekStart), -52 * 7), to: until };
}
