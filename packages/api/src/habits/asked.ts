import {
  addDays,
  daysFrom,
  monthsBefore,
  startOfWeek,
  type Weekday,
} from "@pacekeeper/domain/time/calendar-date";
import type { User } from "../generated/prisma/client.ts";
import { NOBODY } from "../platform/access.ts";
import type { Context } from "../platform/context.ts";
import { invalidInput } from "../platform/errors.ts";
import { type Calendar, calendarAt } from "./context.ts";
import { FIRST_DATE } from "./habit-input.ts";
import { type HabitReadings, habitReadings } from "./readings.ts";
import type { Span } from "./streaks/statistics.ts";

/** Days that one reading covers at most: a year, and the week it began in. */
export const MOST_DAYS = 371;

interface Asked {
  /** Whose habits are read, with the zone and week that their dates go by. */
  person: Pick<User, "timezone" | "weekStart">;
  readings?: HabitReadings;
  /** What the calendar was a moment ago, and until when it is believed. */
  calendar?: { readonly of: Calendar; readonly person: Asked["person"]; readonly until: number };
}

/** A request's readings are of one date; a subscription's are hours apart. Milliseconds. */
const CALENDAR_HOLDS_MS = 100;

const UTC: Asked["person"] = { timezone: "UTC", weekStart: "MONDAY" };

const requests = new WeakMap<Context, Asked>();

function asked(context: Context): Asked {
  const present = requests.get(context);
  if (present) return present;
  const made: Asked = { person: context.viewer?.user ?? UTC };
  requests.set(context, made);
  return made;
}

/** Notes the person as they are now: a subscription's own are as old as its beginning. */
export function askedBy(context: Context, person: User): void {
  asked(context).person = person;
}

/** The calendar that a request's habits are read by. */
export function askedCalendar(context: Context): Calendar {
  const request = asked(context);
  const { calendar, person } = request;
  const now = context.now();
  if (
    calendar &&
    calendar.person === person &&
    now <= calendar.until &&
    now >= calendar.until - CALENDAR_HOLDS_MS
  ) {
    return calendar.of;
  }
  const made = calendarAt(person, now);
  request.calendar = { of: made, person, until: now + CALENDAR_HOLDS_MS };
  return made;
}

/** The readings of a request, which put together what is asked of several habits. */
export function askedReadings(context: Context): HabitReadings {
  const request = asked(context);
  request.readings ??= habitReadings(context.db, context.viewer?.userId ?? NOBODY, () =>
    askedCalendar(context),
  );
  return request.readings;
}

/** What statistics are asked over. */
export interface SpanArguments {
  readonly days?: number | null | undefined;
  readonly months?: number | null | undefined;
  readonly until?: string | null | undefined;
}

/** @throws InvalidInputError for a date before which there is nothing */
function refuseEarly(date: string, path: string): void {
  if (date >= FIRST_DATE) return;
  throw invalidInput([path], "TOO_EARLY", `${path} must be no earlier than 1 January 1970.`);
}

/** The dates up to `until`, or today: so many months of the calendar if said, else so many days. */
export function spanOf({ days, months, until }: SpanArguments, { today }: Calendar): Span {
  const to = until ?? today;
  refuseEarly(to, "until");
  return { to, from: months == null ? addDays(to, 1 - (days ?? 7)) : addDays(monthsBefore(to, months), 1) };
}

/** The dates from one to another. @throws InvalidInputError where they are out of order or too many */
export function spanBetween(from: string, to: string): Span {
  refuseEarly(from, "from");
  if (to < from) throw invalidInput(["to"], "TOO_EARLY", "to must not be before from.");
  if (daysFrom(from, to) >= MOST_DAYS) {
    throw invalidInput(["to"], "TOO_LATE", `At most ${MOST_DAYS} days at once.`);
  }
  return { from, to };
}

/** 53 of the person's weeks, the last of them up to `until`. */
export function yearUntil(until: string, weekStart: Weekday): Span {
  refuseEarly(until, "until");
  return { from: addDays(startOfWeek(until, weekStart), -52 * 7), to: until };
}
