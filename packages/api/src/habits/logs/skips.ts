import type { Habit } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { calendarOf, type HabitsContext } from "../context.ts";
import { HabitArchived } from "../errors.ts";
import { dateColumn, ownHabit } from "../habit-model.ts";
import { recount, refuseAhead } from "./days.ts";

/**
 * Marks a date as skipped, or removes the mark. A skipped date counts neither for nor against a streak and keeps its
 * minutes. Setting the present state changes nothing.
 *
 * @param date YYYY-MM-DD
 * @throws NotFound, HabitArchived; InvalidInputError for a future date
 */
export async function skipHabit(
  context: HabitsContext,
  habitId: string,
  date: string,
  skipped: boolean,
): Promise<Habit> {
  return makeChange(context, async (change) => {
    const habit = await ownHabit(change, habitId);
    if (habit.archivedAt) throw new HabitArchived();
    const calendar = calendarOf(change);
    refuseAhead(calendar, date);
    const { transaction, userId } = change;
    const day = { habitId, date: dateColumn(date) };
    const present = await transaction.habitDay.findUnique({ where: { habitId_date: day } });
    if ((present?.skipped ?? false) === skipped) return habit;
    await transaction.habitDay.upsert({
      where: { habitId_date: day },
      create: { ...day, userId, skipped },
      update: { skipped },
    });
    await recount(change, habit, [date], calendar);
    return ownHabit(change, habitId);
  });
}
