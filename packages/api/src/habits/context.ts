import type { Weekday } from "@pacekeeper/domain/time/calendar-date";
import { localDate } from "@pacekeeper/domain/time/zones";
import type { User } from "../generated/prisma/client.ts";
import type { Change, ChangeContext } from "../platform/changes/change.ts";
import type { HABIT_TOPIC } from "./habit-topics.ts";

/** The room's topic in the outbox, for any change of a person's habits. */
export type HabitTopic = typeof HABIT_TOPIC;

/** What the habit services take besides their input. */
export type HabitsContext = ChangeContext<HabitTopic>;

/** A change of a person's habits. */
export type HabitsChange = Change<HabitTopic>;

/** The calendar of a person at a moment. */
export interface Calendar {
  readonly zone: string;
  /** Their date, YYYY-MM-DD. */
  readonly today: string;
  /** The weekday on which their weeks begin. */
  readonly weekStart: Weekday;
}

/** @param now epoch milliseconds */
export function calendarAt(person: Pick<User, "timezone" | "weekStart">, now: number): Calendar {
  const { timezone, weekStart } = person;
  return { zone: timezone, today: localDate(now, timezone), weekStart };
}

/** The calendar of the person whose row a change has locked. */
export function calendarOf({ now, person }: HabitsChange): Calendar {
  return calendarAt(person, now);
}

/**
 * The date on which something began, but today at the latest: after travelling west, a person can be back on the day
 * before.
 *
 * @param startedAt epoch milliseconds
 */
export function dateBegun(startedAt: number, { today, zone }: Calendar): string {
  const begun = localDate(startedAt, zone);
  if (begun > today) return today;
  return begun;
}
