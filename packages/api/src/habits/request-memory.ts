import type { User } from "../generated/prisma/client.ts";
import { NOBODY } from "../platform/access.ts";
import type { Context } from "../platform/context.ts";
import { type Calendar, calendarAt } from "./context.ts";
import { type HabitReadings, habitReadings } from "./readings.ts";

/** What a request caches while it reads habits. */
interface Memory {
  /** Whose habits are read, with the zone and the week start of their dates. */
  person: Pick<User, "timezone" | "weekStart">;
  readings?: HabitReadings;
  /** The cached calendar, and when it expires. */
  calendar?: { readonly of: Calendar; readonly person: Memory["person"]; readonly until: number };
}

/** All readings of a request see one date; a subscription's readings are hours apart. Milliseconds. */
const CALENDAR_HOLDS_MS = 100;

const UTC: Memory["person"] = { timezone: "UTC", weekStart: "MONDAY" };

const requests = new WeakMap<Context, Memory>();

function memoryOf(context: Context): Memory {
  const present = requests.get(context);
  if (present) return present;
  const made: Memory = { person: context.viewer?.user ?? UTC };
  requests.set(context, made);
  return made;
}

/** Notes the person as they are now: the viewer of a subscription is as old as its beginning. */
export function notePerson(context: Context, person: User): void {
  memoryOf(context).person = person;
}

/** The calendar that a request's habits are read by. */
export function requestCalendar(context: Context): Calendar {
  const request = memoryOf(context);
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

/** The readings of a request, which batch what it asks about several habits. */
export function requestReadings(context: Context): HabitReadings {
  const request = memoryOf(context);
  request.readings ??= habitReadings(context.db, context.viewer?.userId ?? NOBODY, () =>
    requestCalendar(context),
  );
  return request.readings;
}
