import type { HabitLog, HabitLogOrigin } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { refuseLateRestore } from "../../platform/changes/deleted-rows.ts";
import { refuseOtherVersion } from "../../platform/changes/expected-version.ts";
import { claimKey } from "../../platform/changes/idempotency.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import { type Calendar, calendarOf, type HabitsChange, type HabitsContext } from "../context.ts";
import { HabitArchived } from "../errors.ts";
import { dateColumn, dateText, ownHabit } from "../habit-model.ts";
import { recount, refuseAhead, refuseOverfull } from "./days.ts";

/** A new log. `date` YYYY-MM-DD; `minutes` whole, 1–1,440. */
export interface NewLog {
  readonly habitId: string;
  readonly date: string;
  readonly minutes: number;
  readonly note: string;
  readonly idempotencyKey: string | null;
}

/** The changes to a log; undefined: unchanged. */
export interface LogChange {
  readonly date?: string | undefined;
  readonly minutes?: number | undefined;
  readonly note?: string | undefined;
  /** The version that the change was made from; undefined: any. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Logs minutes, once per idempotency key: a retry returns the log that was made, as it is now. A skipped date counts
 * again.
 *
 * @throws NotFound, HabitArchived, HabitDayFull, IdempotencyConflict; InvalidInputError for a future date
 */
export async function logHabit(context: HabitsContext, input: NewLog): Promise<HabitLog> {
  return makeChange(context, async (change) => {
    const { habitId, idempotencyKey: key, ...content } = input;
    const id = newId(change.now);
    const once = { userId: change.userId, key, operation: "logHabit", content: [habitId, content] };
    const madeId = await claimKey(change.transaction, { ...once, resultId: id });
    if (madeId !== null) return existingLog(change, madeId);
    const habit = await ownHabit(change, habitId);
    if (habit.archivedAt) throw new HabitArchived();
    const calendar = calendarOf(change);
    refuseAhead(calendar, input.date);
    return addLog(change, calendar, habitId, { ...content, id, origin: "MANUAL" });
  });
}

/** Adds a log that comes from a form or a stopwatch. @throws NotFound, HabitDayFull */
export async function addLog(
  change: HabitsChange,
  calendar: Calendar,
  habitId: string,
  log: {
    readonly id: string;
    readonly date: string;
    readonly minutes: number;
    readonly note: string;
    readonly origin: Extract<HabitLogOrigin, "MANUAL" | "STOPWATCH">;
  },
): Promise<HabitLog> {
  const { now, transaction, userId } = change;
  await refuseOverfull(change, habitId, log, calendar);
  const made = await transaction.habitLog.create({
    data: { ...log, userId, habitId, date: dateColumn(log.date), createdAt: new Date(now) },
  });
  await recount(change, await ownHabit(change, habitId), [log.date], calendar, true);
  return made;
}

/**
 * Changes a log. Setting the present values changes nothing.
 *
 * @throws NotFound, VersionConflict, HabitDayFull; InvalidInputError for a future date
 */
export async function updateHabitLog(
  context: HabitsContext,
  id: string,
  input: LogChange,
): Promise<HabitLog> {
  return makeChange(context, async (change) => {
    const log = await existingLog(change, id);
    const before = dateText(log.date);
    const { date = before, minutes = log.minutes, note = log.note } = input;
    if (date === before && minutes === log.minutes && note === log.note) return log;
    refuseOtherVersion("HabitLog", log, input.expectedVersion);
    const calendar = calendarOf(change);
    refuseAhead(calendar, date);
    const without = date === before ? log.minutes : 0;
    await refuseOverfull(change, log.habitId, { date, minutes, without }, calendar);
    const saved = await logsOf(change).update({
      where: { userId_id: { userId: change.userId, id } },
      data: { date: dateColumn(date), minutes, note, edited: true, version: { increment: 1 } },
    });
    await recount(change, await ownHabit(change, log.habitId), [before, date], calendar);
    return saved;
  });
}

/** Deletes a log; it can be restored for 30 days. Deleting it again changes nothing. @throws NotFound */
export async function deleteHabitLog(context: HabitsContext, id: string): Promise<HabitLog> {
  return makeChange(context, async (change) => {
    const log = await anyLog(change, id);
    return log.deletedAt ? log : setDeleted(change, log, new Date(change.now));
  });
}

/** Brings a deleted log back. @throws NotFound, RestoreTooLate, HabitDayFull */
export async function restoreHabitLog(context: HabitsContext, id: string): Promise<HabitLog> {
  return makeChange(context, async (change) => {
    const log = await anyLog(change, id);
    if (!log.deletedAt) return log;
    refuseLateRestore(log.deletedAt.getTime(), change.now);
    const { habitId, minutes } = log;
    await refuseOverfull(change, habitId, { date: dateText(log.date), minutes }, calendarOf(change));
    return setDeleted(change, log, null);
  });
}

async function setDeleted(change: HabitsChange, log: HabitLog, deletedAt: Date | null): Promise<HabitLog> {
  const saved = await logsOf(change).update({
    where: { userId_id: { userId: change.userId, id: log.id } },
    data: { deletedAt, version: { increment: 1 } },
  });
  const habit = await ownHabit(change, log.habitId);
  await recount(change, habit, [dateText(log.date)], calendarOf(change));
  return saved;
}

const logsOf = (change: HabitsChange) => change.transaction.habitLog;

async function anyLog(change: HabitsChange, id: string): Promise<HabitLog> {
  const where = { userId_id: { userId: change.userId, id } };
  const log = await logsOf(change).findUnique({ where });
  if (!log || log.sourceGone) throw new NotFound("This log");
  return log;
}

async function existingLog(change: HabitsChange, id: string): Promise<HabitLog> {
  const log = await anyLog(change, id);
  if (log.deletedAt) throw new NotFound("This log");
  return log;
}
