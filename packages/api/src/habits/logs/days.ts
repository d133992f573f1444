import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import type { Habit } from "../../generated/prisma/client.ts";
import { invalidInput } from "../../platform/errors.ts";
import type { Calendar, HabitsChange } from "../context.ts";
import { HabitDayFull } from "../errors.ts";
import { dateColumn, dateText } from "../habit-model.ts";
import { HABIT_TOPIC } from "../habit-topics.ts";
import { settleAfter } from "../streaks/settling.ts";

/** Refuses a date in the person's future. @throws InvalidInputError at `path` */
export function refuseAhead({ today }: Calendar, date: string, path = "date"): void {
  if (date <= today) return;
  throw invalidInput([path], "TOO_LATE", `This date is in the future: today is ${today}.`);
}

/** The minutes of a habit's logs on a date. */
export async function minutesOn(
  { transaction }: HabitsChange,
  habitId: string,
  date: string,
): Promise<number> {
  const where = { habitId_date: { habitId, date: dateColumn(date) } };
  return (await transaction.habitDay.findUnique({ where, select: { minutes: true } }))?.minutes ?? 0;
}

/**
 * Refuses minutes that a date has no room for.
 *
 * @param without minutes of the date that are about to be removed
 * @throws HabitDayFull
 */
export async function refuseOverfull(
  change: HabitsChange,
  habitId: string,
  {
    date,
    minutes,
    without = 0,
  }: { readonly date: string; readonly minutes: number; readonly without?: number },
  { today }: Calendar,
): Promise<void> {
  const logged = (await minutesOn(change, habitId, date)) - without;
  if (logged + minutes > MINUTES_OF_A_DAY) throw new HabitDayFull(date, logged, today);
}

/**
 * Recounts a habit's logs on some dates, updates its settled streaks, and announces the change.
 *
 * @param unskips whether to remove skip marks from the dates, because something was logged on them
 */
export async function recount(
  change: HabitsChange,
  habit: Pick<Habit, "id" | "settledOn">,
  dates: readonly string[],
  calendar: Calendar,
  unskips = false,
): Promise<void> {
  const { changed, transaction, userId } = change;
  const { id: habitId, settledOn } = habit;
  const days = [...new Set(dates)].sort();
  const [earliest] = days;
  if (earliest === undefined) return;
  await transaction.$executeRaw`
    INSERT INTO habit_days (user_id, habit_id, date, minutes, skipped)
    SELECT ${userId}::uuid, ${habitId}::uuid, d, coalesce((
      SELECT sum(l.minutes) FROM habit_logs l
      WHERE l.habit_id = ${habitId}::uuid AND l.date = d AND l.deleted_at IS NULL AND NOT l.source_gone), 0)::int, false
    FROM unnest(${days}::date[]) d
    ON CONFLICT (habit_id, date) DO UPDATE
      SET minutes = excluded.minutes, skipped = habit_days.skipped AND NOT ${unskips}::boolean`;
  await transaction.$executeRaw`
    DELETE FROM habit_days
    WHERE habit_id = ${habitId}::uuid AND date = ANY(${days}::date[]) AND minutes = 0 AND NOT skipped`;
  await settleAfter(change, habitId, calendar, { settledOn: settledOn && dateText(settledOn), earliest });
  changed(HABIT_TOPIC, habitId);
}
