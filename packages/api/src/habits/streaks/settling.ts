import { addDays, isoWeekday, startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { startOfDay } from "@pacekeeper/domain/time/zones";
import { type Consumer, startFollowing } from "../../platform/changes/consumers.ts";
import { type DueWork, makeDue } from "../../platform/changes/due-work.ts";
import { USER_TOPIC } from "../../platform/changes/outbox.ts";
import { type Calendar, calendarOf, type HabitsChange } from "../context.ts";
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

/** Settles all streaks of a person from where they are settled, or from the beginning where their weeks are others. */
async function settleAll(change: HabitsChange): Promise<boolean> {
  const { transaction, userId } = change;
  const habits = await transaction.habit.findMany({ where: { userId }, select: { id: true } });
  const ids = habits.map(({ id }) => id);
  await settle(change, ids, calendarOf(change), false);
  return ids.length > 0;
}

/** Moves a person's settled streaks up now and then, so that reading them stays a few days' work. */
export const SETTLING: DueWork = {
  name: "settle streaks",
  async run(change) {
    return (await settleAll(change)) ? nextSettling(calendarOf(change)) : null;
  },
};

/** Settles streaks anew where a person's weeks begin on another day than they did. */
export const SETTLING_BY_OTHER_WEEKS: Consumer = {
  name: "settle streaks by other weeks",
  topics: [USER_TOPIC],
  async consume(change) {
    await settleAll(change);
    return true;
  },
};

/** When streaks that are settled now are to be settled again, epoch milliseconds. */
export function nextSettling({ today, zone }: Calendar): number {
  return startOfDay(addDays(today, SETTLED_FOR_DAYS), zone);
}

/**
 * Has a person's streaks settled from now on: called with each habit that is made or comes to them.
 *
 * @param at the first time, epoch milliseconds
 */
export async function keepSettling(
  change: Pick<HabitsChange, "sequence" | "transaction" | "userId">,
  at: number,
): Promise<void> {
  const { sequence, transaction, userId } = change;
  await makeDue(transaction, userId, SETTLING, at);
  await startFollowing(transaction, userId, sequence, SETTLING_BY_OTHER_WEEKS);
}
