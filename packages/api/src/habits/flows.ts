import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { sourceMinutes } from "@pacekeeper/domain/habits/minutes";
import type { Pool } from "pg";
import { changing } from "../accounts/changing.ts";
import { newId } from "../platform/ids.ts";
import { type Calendar, calendarOf, dateBegun, type HabitsChange, type HabitsContext } from "./context.ts";
import { minutesOn, recount } from "./days.ts";
import { type Flow, readFlows, type ToldOf } from "./flow-sources.ts";
import { LONGEST_NOTE } from "./habit-input.ts";
import { dateColumn, ownHabit } from "./habit-model.ts";

// Sessions and timers know nothing of habits. What they do is noted in the outbox in the transaction that does it, and
// the habits' own logs are made to agree with it afterwards: by whichever process comes first, as often as it likes.

/** People whose links have changes to look at, at most so many at once. */
export async function peopleWithFlows(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ userId: string }>({
    name: "habits-flows",
    text: `SELECT f.user_id AS "userId" FROM habit_flows f JOIN users u ON u.id = f.user_id
      WHERE u.sequence > f.sequence LIMIT 100`,
  });
  return rows.map(({ userId }) => userId);
}

/** Makes a person's logs agree with what their sessions and timers have done since this was done last. */
export async function followFlows(context: HabitsContext): Promise<void> {
  await changing(context, async (change) => {
    const { transaction, userId } = change;
    const where = { userId };
    const { sequence: present } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
    const flow = await transaction.habitFlow.findUnique({ where });
    if (!flow) return;
    await agreeWithSources(change, await toldSince(change, flow.sequence));
    await transaction.habitFlow.update({ where, data: { sequence: present } });
  });
}

/** What a person's outbox has noted of their sessions, timers and tasks after a change. */
export async function toldSince(
  { transaction, userId }: Pick<HabitsChange, "transaction" | "userId">,
  sequence: number,
): Promise<ToldOf> {
  const entries = await transaction.outboxEntry.findMany({
    where: { userId, sequence: { gt: sequence }, topic: { in: ["work_session", "timer", "task"] } },
    distinct: ["topic", "subjectId"],
    select: { topic: true, subjectId: true },
  });
  const of = (topic: string) =>
    entries.filter((entry) => entry.topic === topic).map(({ subjectId }) => subjectId);
  return { sessions: of("work_session"), timers: of("timer"), tasks: of("task") };
}

/** Makes the logs of a person agree with these sources. */
export async function agreeWithSources(change: HabitsChange, told: ToldOf): Promise<void> {
  const { transaction, userId } = change;
  const calendar = await calendarOf(change);
  for (const flow of await readFlows(transaction, userId, told)) {
    const date = await agree(change, calendar, flow);
    if (date === null) continue;
    await recount(change, await ownHabit(change, flow.habitId), [date], calendar, flow.counts);
  }
}

/** @returns the date whose logs have changed; null: none has */
async function agree(change: HabitsChange, calendar: Calendar, flow: Flow): Promise<string | null> {
  const { now, transaction, userId } = change;
  const { counts, habitId, logId, ms, sourceId, startedAt, title } = flow;
  const minutes = counts ? sourceMinutes(ms) : 0;
  if (logId !== null) return agreeWithLog(change, { ...flow, logId }, minutes);
  if (minutes === 0) return null;
  const date = dateBegun(startedAt, calendar);
  // Timers side by side may be more than a day has: what is over it is not logged.
  const room = MINUTES_OF_A_DAY - (await minutesOn(change, habitId, date));
  if (room <= 0) return null;
  await transaction.habitLog.create({
    data: {
      ...{ id: newId(now), userId, habitId, origin: flow.origin, sourceId, sourceMinutes: minutes },
      date: dateColumn(date),
      minutes: Math.min(minutes, room),
      note: [...title].slice(0, LONGEST_NOTE).join(""),
      createdAt: new Date(now),
    },
  });
  return date;
}

/** A log that the person changed or deleted stays as they left it, as long as its source stands. */
async function agreeWithLog(
  change: HabitsChange,
  flow: Flow & { readonly logId: string },
  minutes: number,
): Promise<string | null> {
  const { transaction, userId } = change;
  const { habitId, logDate, logDeleted, logMinutes, sourceMinutes: given } = flow;
  if (minutes === given || logDate === null || logMinutes === null) return null;
  const where = { userId_id: { userId, id: flow.logId } };
  if (minutes === 0) {
    await transaction.habitLog.delete({ where });
    return logDeleted ? null : logDate;
  }
  const isAsGiven = !logDeleted && logMinutes === given;
  const room = MINUTES_OF_A_DAY - (await minutesOn(change, habitId, logDate)) + logMinutes;
  const logged = { minutes: Math.min(minutes, room), version: { increment: 1 } };
  const data = { sourceMinutes: minutes, ...(isAsGiven ? logged : {}) };
  await transaction.habitLog.update({ where, data });
  return isAsGiven ? logDate : null;
}
