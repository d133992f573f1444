import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { stopwatchMinutes } from "@pacekeeper/domain/habits/minutes";
import type { Habit, HabitLog } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { newId } from "../../platform/ids.ts";
import { type Calendar, calendarOf, dateBegun, type HabitsChange, type HabitsContext } from "../context.ts";
import { HabitArchived, StopwatchTooLong } from "../errors.ts";
import { ownHabit } from "../habit-model.ts";
import { HABIT_TOPIC } from "../habit-topics.ts";
import { addLog } from "./logs.ts";

/** Starts a habit's stopwatch; a running one keeps running. @throws NotFound, HabitArchived */
export async function startStopwatch(context: HabitsContext, habitId: string): Promise<Habit> {
  return makeChange(context, async (change) => {
    const habit = await ownHabit(change, habitId);
    if (habit.archivedAt) throw new HabitArchived();
    return habit.stopwatchAt ? habit : setStopwatch(change, habitId, new Date(change.now));
  });
}

/**
 * Stops a habit's stopwatch and logs its time on the date it was started. If it is not running, nothing changes.
 *
 * @param discard logs nothing
 * @returns the log; null: nothing was logged
 * @throws NotFound, StopwatchTooLong, HabitDayFull; the stopwatch then keeps running
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

/** Logs the time of a habit's stopwatch. @returns null when it is not running @throws StopwatchTooLong, HabitDayFull */
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
  changed(HABIT_TOPIC, id);
  return transaction.habit.update({
    where: { userId_id: { userId, id } },
    data: { stopwatchAt, version: { increment: 1 } },
  });
}
