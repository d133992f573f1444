import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import {
  isoWeekday,
  utcDate,
  utcMidnight,
  WEEKDAYS,
  weekdaysOf,
} from "@pacekeeper/domain/time/calendar-date";
import type { Habit } from "../generated/prisma/client.ts";
import { NotFound } from "../platform/failures.ts";
import type { HabitsChange } from "./context.ts";

/** A row's goal. */
export function goalOf({ goal, goalMinutes }: Pick<Habit, "goal" | "goalMinutes">): HabitGoal {
  return goal === null ? null : { kind: goal, minutes: goalMinutes ?? 0 };
}

/** The columns of a goal. */
export function goalColumns(goal: HabitGoal): Pick<Habit, "goal" | "goalMinutes"> {
  return { goal: goal?.kind ?? null, goalMinutes: goal?.minutes ?? null };
}

/** A row's schedule. */
export function scheduleOf({ timesAWeek, weekdays }: Pick<Habit, "timesAWeek" | "weekdays">): HabitSchedule {
  if (timesAWeek !== null) return { kind: "TIMES_A_WEEK", times: timesAWeek };
  return { kind: "WEEKDAYS", weekdays: weekdaysOf(weekdays) };
}

/** The columns of a schedule. */
export function scheduleColumns(schedule: HabitSchedule): Pick<Habit, "timesAWeek" | "weekdays"> {
  if (schedule.kind === "TIMES_A_WEEK") {
    return { timesAWeek: schedule.times, weekdays: WEEKDAYS.map(isoWeekday) };
  }
  // Unique and sorted, so that equal schedules have equal columns.
  const numbers = new Set(schedule.weekdays.map(isoWeekday));
  return { timesAWeek: null, weekdays: [...numbers].sort((a, b) => a - b) };
}

/** A `date` column as text, YYYY-MM-DD. */
export function dateText(date: Date): string {
  return utcDate(date.getTime());
}

/** A date for a `date` column. @param text YYYY-MM-DD */
export function dateColumn(text: string): Date {
  return new Date(utcMidnight(text));
}

/** A habit of the person whose row is locked. @throws NotFound */
export async function ownHabit({ transaction, userId }: HabitsChange, id: string): Promise<Habit> {
  const habit = await transaction.habit.findUnique({ where: { userId_id: { userId, id } } });
  if (!habit) throw new NotFound("This habit");
  return habit;
}
