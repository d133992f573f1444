import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { stopwatchMinutes } from "@pacekeeper/domain/habits/minutes";
import type { Habit, HabitLog } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { newId } from "../../platform/ids.ts";
import { type Calendar, calendarOf, dateBegun, type HabitsChange, type HabitsContext } from "../context.ts";
import { HabitArchived, StopwatchTooLong } from "../errors.ts";
import { ownHabit } from "../habit-model.ts";
import { addLog } from "./logs.ts";

/** Starts a habit's stopwatch; one that runs goes on running. @throws NotFound, HabitArchived */
export async function startStopwatch(context: HabitsContext, habitId: string): Promise<Habit> {
  return makeChange(context, async (change) => {
    const habit = await ownHabit(change, habitId);
    if (habit.archivedAt) throw new HabitArchived();
    return habit.stopwatchAt ? habit : setStopwatch(change, habitId, new Date(change.now));
  });
}

/**
 * Stops a habit's stopwatch and logs what it ran, on the date on which it began. One that does not run stays so.
 *
 * @param discard logs nothing
 * @returns the log; null: nothing was logged
 * @throws NotFound, StopwatchTooLong, HabitDayFull; then it runs on
 */
export async function stopStopwatch(
  context: HabitsContext,
  habitId: string,
  discard: boolean,
): Promise<{ habit: Habit; log: HabitLog | null }> {
  return makeChange(context, async (change) => {
    const habit = await ownHabit(change, habitId);
    const log = discard ? null : await logStopwatch(change, calendarOf(change), habit);
    if (!habit.stopwatchAt) return { habit, log };
    return { habit: await setStopwatch(change, habitId, null), log };
  });
}

/** Logs what a habit's stopwatch has run. @returns null when it does not run @throws StopwatchTooLong, HabitDayFull */
export async function logStopwatch(
  change: HabitsChange,
  calendar: Calendar,
  { id, stopwatchAt }: Habit,
): Promise<HabitLog | null> {
  if (!stopwatchAt) return null;
  const startedAt = stopwatchAt.getTime();
  const minutes = stopwatchMinutes(change.now - startedAt);
  if (minutes > MINUTES_OF_A_DAY) throw new StopwatchTooLong(minutes);
  return addLog(change, calendar, id, {
    id: newId(change.now),
    date: dateBegun(startedAt, calendar),
    minutes,
    note: "",
    origin: "STOPWATCH",
  });
}

async function setStopwatch(change: HabitsChange, id: string, stopwatchAt: Date | null): Promise<Habit> {
  const { changed, transaction, userId } = change;
  changed("habit", id);
  return transaction.habit.update({
    where: { userId_id: { userId, id } },
    data: { stopwatchAt, version: { increment: 1 } },
  });
}
