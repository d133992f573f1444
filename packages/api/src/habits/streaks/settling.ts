import { addDays, isoWeekday, startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import type { Pool } from "pg";
import { makeChange } from "../../platform/changes/change.ts";
import { type Calendar, calendarOf, type HabitsChange, type HabitsContext } from "../context.ts";
import { STREAK_FOLD } from "./streaks.ts";

/** A habit's streak is settled again when so many days have passed, so that reading it stays a few days' work. */
const SETTLED_FOR_DAYS = 60;

const SETTLE = `WITH ${STREAK_FOLD}
  UPDATE habits h SET settled_on = $3::date, settled_week = $4::int, settled_run = s.current, settled_best = s.best
  FROM streaks s WHERE h.id = s.id`;

/**
 * Up to where streaks are settled: the last week that ended two days ago or more, since a person who travels west
 * gets a day back.
 */
function settledUpTo({ today, weekStart }: Calendar): string {
  return addDays(startOfWeek(addDays(today, -1), weekStart), -1);
}

/** Counts a habit's streaks anew up to the last week, after its goal or schedule or a long past day has changed. */
export async function settleAnew(change: HabitsChange, habitId: string, calendar: Calendar): Promise<void> {
  await settle(change, [habitId], calendar, true);
}

/**
 * Keeps what is settled of a habit's streaks true after days of it have changed.
 *
 * @param settledOn up to where it was settled, YYYY-MM-DD; null: it was not
 * @param earliest the first date that changed
 */
export async function settleAfter(
  change: HabitsChange,
  habitId: string,
  calendar: Calendar,
  { earliest, settledOn }: { readonly settledOn: string | null; readonly earliest: string },
): Promise<void> {
  if (settledOn === null || earliest <= settledOn) return settle(change, [habitId], calendar, true);
  if (settledOn < addDays(calendar.today, -SETTLED_FOR_DAYS))
    return settle(change, [habitId], calendar, false);
}

async function settle(
  { transaction, userId }: HabitsChange,
  habitIds: readonly string[],
  calendar: Calendar,
  anew: boolean,
): Promise<void> {
  const values = [userId, habitIds, settledUpTo(calendar), isoWeekday(calendar.weekStart), false, anew];
  await transaction.$executeRawUnsafe(SETTLE, ...values);
}

/**
 * People with habits whose streaks are settled by other weeks than theirs, long ago or not at all, at most so many at
 * once: reading those takes longer the older they are.
 */
export async function peopleToSettle(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ userId: string }>({
    name: "habits-unsettled",
    text: `SELECT h.user_id AS "userId" FROM habits h JOIN users u ON u.id = h.user_id
      WHERE h.settled_on IS NULL OR h.settled_on < current_date - $1::int
        OR h.times_a_week IS NOT NULL AND h.settled_week <> array_position(enum_range(NULL::"Weekday"), u.week_start)
      GROUP BY h.user_id ORDER BY random() LIMIT 100`,
    values: [SETTLED_FOR_DAYS + 10],
  });
  return rows.map(({ userId }) => userId);
}

/** Settles all streaks of a person from where they are settled, or from the beginning. */
export async function settlePerson(context: HabitsContext): Promise<void> {
  await makeChange(context, async (change) => {
    const { transaction, userId } = change;
    const habits = await transaction.habit.findMany({ where: { userId }, select: { id: true } });
    const ids = habits.map(({ id }) => id);
    await settle(change, ids, calendarOf(change), false);
  });
}
