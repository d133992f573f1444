import { addDays, daysFrom, monthsBefore } from "@pacekeeper/domain/time/calendar-date";
import { invalidInput } from "../errors.ts";

// A range of dates is named by its ends, `from` and `to`, or by its last date and how many dates lead up to it.

/** The most dates of one range: a year, and the week it began in. */
export const MOST_DATES = 371;

/** Consecutive dates, YYYY-MM-DD, both ends included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The arguments of a range by its length. */
export interface SpanArguments {
  /** Days or months; omitted or null: seven days. */
  readonly span?:
    | { readonly days?: number | undefined; readonly months?: number | undefined }
    | null
    | undefined;
  /** The last date; omitted or null: today. */
  readonly to?: string | null | undefined;
}

/** The first date that can be written in four digits. */
const FIRST_DATE = "0001-01-01";

/** The dates up to `to`, or today. None is before the year 1. */
export function spanOf({ span, to: last }: SpanArguments, today: string): Span {
  const to = last ?? today;
  const { days, months } = span ?? {};
  const from = months == null ? addDays(to, 1 - (days ?? 7)) : addDays(monthsBefore(to, months), 1);
  return { to, from: from < FIRST_DATE ? FIRST_DATE : from };
}

/** The dates from one to another. @throws InvalidInputError when they are out of order or more than `most` */
export function spanBetween(from: string, to: string, most: number = MOST_DATES): Span {
  if (to < from) throw invalidInput(["to"], "TOO_EARLY", "to must not be before from.");
  if (daysFrom(from, to) >= most) throw invalidInput(["to"], "TOO_LATE", `At most ${most} days at once.`);
  return { from, to };
}

/** How many dates a range has, for its price. One that is empty or too long is refused when it is read. */
export function countedDates({ from, to }: Span, most: number = MOST_DATES): number {
  return Math.min(Math.max(daysFrom(from, to) + 1, 1), most);
}
