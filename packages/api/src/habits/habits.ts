import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import type { Habit, HabitColour } from "../generated/prisma/client.ts";
import { makeChange } from "../platform/changes/change.ts";
import { refuseOtherVersion } from "../platform/changes/expected-version.ts";
import { claimKey } from "../platform/changes/idempotency.ts";
import { invalidInput } from "../platform/errors.ts";
import { NotFound } from "../platform/failures.ts";
import { newId } from "../platform/ids.ts";
import { lastRank, rankAt } from "../platform/ranks/ranks.ts";
import { type Calendar, calendarOf, type HabitsChange, type HabitsContext } from "./context.ts";
import { TooManyHabits } from "./errors.ts";
import { nameKey } from "./habit-input.ts";
import { dateColumn, goalColumns, goalOf, ownHabit, scheduleColumns, scheduleOf } from "./habit-model.ts";
import { HABITS_IN_USE } from "./habit-order.ts";
import { HABIT_TOPIC } from "./habit-topics.ts";
import { logStopwatch } from "./logs/stopwatch.ts";
import { keepSettling, nextSettling, settleAnew } from "./streaks/settling.ts";

/** Nobody keeps more than this. */
const MOST_HABITS = 300;

/** A new habit. */
export interface NewHabit {
  readonly name: string;
  /** Empty: none. */
  readonly category: string;
  readonly colour: HabitColour;
  readonly goal: HabitGoal;
  readonly schedule: HabitSchedule;
  readonly idempotencyKey: string | null;
}

/** The changes to a habit; undefined: unchanged. */
export interface HabitChange {
  readonly name?: string | undefined;
  readonly category?: string | undefined;
  readonly colour?: HabitColour | undefined;
  readonly goal?: HabitGoal | undefined;
  readonly schedule?: HabitSchedule | undefined;
  /** The position among the habits in use, from 0; beyond the last one: the last. */
  readonly position?: number | undefined;
  readonly archived?: boolean | undefined;
  /** The version that the change was made from; undefined: any. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Makes a habit at the end of the list, once per idempotency key.
 *
 * @throws IdempotencyConflict, TooManyHabits; InvalidInputError for a taken name; NotFound when the habit made under
 * the key was deleted since
 */
export async function createHabit(context: HabitsContext, input: NewHabit): Promise<Habit> {
  return makeChange(context, async (change) => {
    const { colour, goal, idempotencyKey: key, schedule } = input;
    const { changed, now, transaction, userId } = change;
    const { name } = input;
    const id = newId(now);
    const content = [name, input.category, colour, goal, schedule];
    const once = { userId, key, operation: "createHabit", content, resultId: id };
    const madeId = await claimKey(transaction, once);
    if (madeId !== null) return ownHabit(change, madeId);
    if ((await transaction.habit.count({ where: { userId } })) >= MOST_HABITS) {
      throw new TooManyHabits(MOST_HABITS);
    }
    await refuseTakenName(change, name, null);
    const habit = await transaction.habit.create({
      data: {
        ...{ id, userId, name, nameKey: nameKey(name), colour },
        ...goalColumns(goal),
        ...scheduleColumns(schedule),
        category: await knownSpelling(change, input.category),
        rank: await lastRank(change, HABITS_IN_USE),
        madeOn: dateColumn(calendarOf(change).today),
        createdAt: new Date(now),
      },
    });
    await keepSettling(change, nextSettling(calendarOf(change)));
    changed(HABIT_TOPIC, id, "CREATED");
    return habit;
  });
}

/**
 * Changes the given fields. The goal and the schedule apply to a habit's whole history. Archiving it logs its
 * stopwatch. Setting the present value changes nothing.
 *
 * @throws NotFound, VersionConflict, StopwatchTooLong, HabitDayFull; InvalidInputError for a taken name
 */
export async function updateHabit(context: HabitsContext, id: string, input: HabitChange): Promise<Habit> {
  return makeChange(context, async (change) => {
    const calendar = calendarOf(change);
    const before = await ownHabit(change, id);
    const data = {
      ...(await givenColumns(change, before, input)),
      ...(await archiveColumns(change, before, input)),
      ...(await move(change, before, input)),
    };
    const isSame = Object.entries(data).every(([key, value]) => sameValue(before[key as keyof Habit], value));
    if (isSame) return before;
    refuseOtherVersion("Habit", before, input.expectedVersion);
    const { archivedAt = before.archivedAt, name = before.name } = data;
    if (archivedAt === null) await refuseTakenName(change, name, id);
    if ("archivedAt" in data) await archiveOrTakeBack(change, calendar, before, archivedAt);
    const where = { userId_id: { userId: change.userId, id } };
    await change.transaction.habit.update({ where, data: { ...data, version: { increment: 1 } } });
    const after = await ownHabit(change, id);
    const judged = ["goal", "goalMinutes", "weekdays", "timesAWeek"] as const;
    if (judged.some((key) => !sameValue(before[key], after[key]))) await settleAnew(change, id, calendar);
    change.changed(HABIT_TOPIC, id, "rank" in data || "archivedAt" in data ? "MOVED" : "CHANGED");
    return after;
  });
}

/** Deletes a habit with its logs, for good. @throws NotFound */
export async function deleteHabit(context: HabitsContext, id: string): Promise<void> {
  await makeChange(context, async (change) => {
    const { changed, transaction, userId } = change;
    const { count } = await transaction.habit.deleteMany({ where: { userId, id } });
    if (count === 0) throw new NotFound("This habit");
    changed(HABIT_TOPIC, id, "DELETED");
  });
}

async function givenColumns(
  change: HabitsChange,
  before: Habit,
  { category, colour, goal, name, schedule }: HabitChange,
): Promise<Partial<Habit>> {
  return {
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(category === undefined ? {} : { category: await knownSpelling(change, category) }),
    ...(colour === undefined ? {} : { colour }),
    ...goalColumns(goal === undefined ? goalOf(before) : goal),
    ...scheduleColumns(schedule ?? scheduleOf(before)),
  };
}

/** The columns that archive or unarchive a habit, if requested. */
async function archiveColumns(
  change: HabitsChange,
  before: Habit,
  { archived, position }: HabitChange,
): Promise<Partial<Habit>> {
  if (archived === undefined || archived === (before.archivedAt !== null)) return {};
  if (archived) return { archivedAt: new Date(change.now), stopwatchAt: null };
  return {
    archivedAt: null,
    rank: position === undefined ? await lastRank(change, HABITS_IN_USE) : before.rank,
  };
}

/** @param archivedAt null: it is taken out of the archive @throws StopwatchTooLong, HabitDayFull */
async function archiveOrTakeBack(
  change: HabitsChange,
  calendar: Calendar,
  before: Habit,
  archivedAt: Date | null,
): Promise<void> {
  if (archivedAt !== null) {
    await logStopwatch(change, calendar, before);
    return;
  }
  // What sessions and timers did in the meantime does not count.
  const createdAt = new Date(change.now);
  await change.transaction.habitLink.updateMany({ where: { habitId: before.id }, data: { createdAt } });
}

/** Moves a habit among those in use, if requested. @returns the columns to set */
async function move(
  change: HabitsChange,
  { archivedAt, id }: Habit,
  { archived = archivedAt !== null, position }: HabitChange,
): Promise<Partial<Habit>> {
  if (position === undefined || archived) return {};
  const rank = await rankAt(change, HABITS_IN_USE, id, position);
  return rank === null ? {} : { rank };
}

function sameValue(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

async function refuseTakenName(change: HabitsChange, name: string, ownId: string | null): Promise<void> {
  const { transaction, userId } = change;
  const where = { userId, nameKey: nameKey(name), archivedAt: null };
  const taken = await transaction.habit.findFirst({ where });
  if (!taken || taken.id === ownId) return;
  throw invalidInput(["name"], "TAKEN", `There is already a habit “${taken.name}”. Choose another name.`);
}

/** A category in the spelling that the person already uses, ignoring case. */
async function knownSpelling({ transaction, userId }: HabitsChange, category: string): Promise<string> {
  const rows = await transaction.habit.findMany({
    where: { userId },
    distinct: ["category"],
    select: { category: true },
  });
  const key = nameKey(category);
  return rows.find((row) => nameKey(row.category) === key)?.category ?? category;
}
