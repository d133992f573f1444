import { addDays, startOfWeek, type Weekday } from "@pacekeeper/domain/time/calendar-date";
import { type Span, type SpanArguments, spanBetween, spanOf } from "../platform/dates/date-span.ts";
import { invalidInput } from "../platform/errors.ts";
import type { Calendar } from "./context.ts";
import { FIRST_DATE } from "./habit-input.ts";

// The ranges of dates that habits are read over: none reaches back before the first date that a log can have.

/** @throws InvalidInputError for a date before the first that a log can have */
function refuseEarly(date: string, path: string): void {
  if (date >= FIRST_DATE) return;
  throw invalidInput([path], "TOO_EARLY", `${path} must be no earlier than 1 January 1970.`);
}

/** The dates up to `to`, or today. */
export function loggedSpanOf(args: SpanArguments, { today }: Calendar): Span {
  const span = spanOf(args, today);
  refuseEarly(span.to, "to");
  return span;
}

/** The dates from one to another. @throws InvalidInputError when they are out of order or too many */
export function loggedSpanBetween(from: string, to: string): Span {
  refuseEarly(from, "from");
  return spanBetween(from, to);
}

/** 53 of the person's weeks, the last one up to `to`. */
export function yearUpTo(to: string, weekStart: Weekday): Span {
  refuseEarly(to, "to");
  return { from: addDays(startOfWeek(to, weekStart), -52 * 7), to };
}
