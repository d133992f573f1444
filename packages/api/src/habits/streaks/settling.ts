import { addDays, isoWeekday, startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { startOfDay } from "@pacekeeper/domain/time/zones";
import { type Consumer, startFollowing } from "../../platform/changes/consumers.ts";
import { type DueWork, makeDue } from "../../platform/changes/due-work.ts";
import { USER_TOPIC } from "../../platform/changes/outbox.ts";
import { type Calendar, calendarOf, type HabitsChange } from "../context.ts";
import { STREAK_FOLD } from "./streaks.ts";

/** Days after which a streak is settled again, so that reading it never folds a long history. */
const SETTLED_FOR_DAYS = 60;

const SETTLE = `WITH ${STREAK_FOLD}
  UPDATE habits h SET settled_on = $3::date, settled_week = $4::int, settled_run = s.current, settled_best = s.best
  FROM streaks s WHERE h.id = s.id`;

/**
 * The date up to which streaks are settled: the end of the last week that ended at least two days ago, because a
 * person who travels west gets a day back.
 */
function settledUpTo({ today, weekStart }: Calendar): string {
  return addDays(startOfWeek(addDays(today, -1), weekStart), -1);
}

/** Recounts a habit's streaks from the beginning up to the last week, after its goal or schedule has changed. */
export async function settleAnew(change: HabitsChange, habitId: string, calendar: Calendar): Promise<void> {
  await settle(change, [habitId], calendar, true);
}

/**
 * Keeps a habit's settled streaks correct after some of its days have changed.
 *
 * @param settledOn the date up to which it was settled, YYYY-MM-DD; null: it was not
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

/** Settles all streaks of a person, from where they were settled, or from the beginning if their weeks have moved. */
async function settleAll(change: HabitsChange): Promise<boolean> {
  const { transaction, userId } = change;
  const habits = await transaction.habit.findMany({ where: { userId }, select: { id: true } });
  const ids = habits.map(({ id }) => id);
  await settle(change, ids, calendarOf(change), false);
  return ids.length > 0;
}

/** Settles a person's streaks again every `SETTLED_FOR_DAYS`. */
export const SETTLING: DueWork = {
  name: "settle streaks",
  async run(change) {
    return (await settleAll(change)) ? nextSettling(calendarOf(change)) : null;
  },
};

/** Settles streaks again when the first day of a person's week changes. */
export const SETTLING_ON_WEEK_START: Consumer = {
  name: "settle streaks by other weeks",
  topics: [USER_TOPIC],
  async consume(change) {
    await settleAll(change);
    return true;
  },
};

/** When streaks that are settled now are due again, epoch milliseconds. */
export function nextSettling({ today, zone }: Calendar): number {
  return startOfDay(addDays(today, SETTLED_FOR_DAYS), zone);
}

/**
 * Schedules the settling of a person's streaks; called for each habit that they make or claim.
 *
 * @param at the first time, epoch milliseconds
 */
export async function keepSettling(
  change: Pick<HabitsChange, "sequence" | "transaction" | "userId">,
  at: number,
): Promise<void> {
  const { sequence, transaction, userId } = change;
  await makeDue(transaction, userId, SETTLING, at);
  await startFollowing(transaction, userId, sequence, SETTLING_ON_WEEK_START);
}
