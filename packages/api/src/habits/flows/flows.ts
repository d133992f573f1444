import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import type { Pool } from "pg";
import { makeChange } from "../../platform/changes/change.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import { type Calendar, calendarOf, dateBegun, type HabitsChange, type HabitsContext } from "../context.ts";
import { LONGEST_NOTE } from "../habit-input.ts";
import { dateColumn, ownHabit } from "../habit-model.ts";
import { minutesOn, recount } from "../logs/days.ts";
import { type Flow, readFlows, type ToldOf } from "./flow-sources.ts";

// Sessions and timers know nothing of habits. What they do is noted in the outbox in the transaction that does it, and
// the habits' own logs are made to agree with it afterwards: by whichever process comes first, as often as it likes.

/** Logs that are made to agree at once: what deleting a task of years undoes is worked off in turns. */
const AT_ONCE = 200;

/**
 * People whose sessions, timers or tasks have changed since their habits were made to agree with them, some of them in
 * no order: whoever is left out has the same chance the next time.
 */
export async function peopleWithFlows(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ userId: string }>({
    name: "habits-flows",
    text: `SELECT f.user_id AS "userId" FROM habit_flows f WHERE EXISTS (
        SELECT FROM outbox o WHERE o.user_id = f.user_id AND o.sequence > f.sequence
          AND o.topic IN ('work_session', 'timer', 'task'))
      ORDER BY random() LIMIT 100`,
  });
  return rows.map(({ userId }) => userId);
}

/** Makes a person's logs agree with what their sessions and timers have done since this was done last, up to a batch. */
export async function followFlows(context: HabitsContext): Promise<void> {
  try {
    await makeChange(context, follow);
  } catch (error) {
    // The account was deleted in between.
    if (!(error instanceof NotFound)) throw error;
  }
}

async function follow(change: HabitsChange): Promise<void> {
  const { sequence, transaction, userId } = change;
  const where = { userId };
  const flow = await transaction.habitFlow.findUnique({ where });
  if (!flow) return;
  const calendar = calendarOf(change);
  const told = await toldSince(change, flow.sequence);
  const flows = await readFlows(transaction, userId, told, AT_ONCE);
  await agree(change, calendar, flows);
  // What is left of them differs still, and is found again.
  if (flows.length === AT_ONCE) return;
  await transaction.habitFlow.update({ where, data: { sequence } });
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

/** Writes logs, and sums the dates of each habit once. */
async function agree(change: HabitsChange, calendar: Calendar, flows: readonly Flow[]): Promise<void> {
  const rooms = new Map<string, number>();
  const changed = new Map<string, { readonly made: Set<string>; readonly others: Set<string> }>();
  for (const flow of flows) {
    const date = flow.log?.date ?? dateBegun(flow.startedAt, calendar);
    const key = `${flow.habitId} ${date}`;
    const room = rooms.get(key) ?? MINUTES_OF_A_DAY - (await minutesOn(change, flow.habitId, date));
    const logged = await agreeOne(change, flow, date, room);
    rooms.set(key, room - logged);
    const dates = changed.get(flow.habitId) ?? { made: new Set(), others: new Set() };
    dates[flow.log === null ? "made" : "others"].add(date);
    changed.set(flow.habitId, dates);
  }
  for (const [habitId, { made, others }] of changed) {
    // A date counts again because something new was done on it, not because something was corrected.
    await recount(change, await ownHabit(change, habitId), [...made], calendar, true);
    await recount(change, await ownHabit(change, habitId), [...others], calendar);
  }
}

/** @param room minutes that the date still has @returns how many more are logged on it than before */
async function agreeOne(change: HabitsChange, flow: Flow, date: string, room: number): Promise<number> {
  const { now, transaction, userId } = change;
  const { habitId, log, logged, minutes, origin, sourceId } = flow;
  const given = { sourceMinutes: minutes, sourceGone: minutes === 0 };
  if (log === null || logged === null) {
    // Timers side by side may be more than a day has: what is over it is not logged, and is kept as if deleted.
    const fits = Math.min(minutes, room);
    await transaction.habitLog.create({
      data: {
        ...{ id: newId(now), userId, habitId, origin, sourceId, sourceMinutes: minutes },
        date: dateColumn(date),
        minutes: Math.max(1, fits),
        deletedAt: fits > 0 ? null : new Date(now),
        note: [...flow.title].slice(0, LONGEST_NOTE).join(""),
        createdAt: new Date(now),
      },
    });
    return Math.max(0, fits);
  }
  const before = log.isCounted ? logged.minutes : 0;
  const where = { userId_id: { userId, id: log.id } };
  if (minutes === 0) {
    await transaction.habitLog.update({ where, data: { sourceGone: true, version: { increment: 1 } } });
    return -before;
  }
  // What the person has changed or deleted stays as they left it, as long as its source stands.
  const wanted = logged.edited ? logged.minutes : minutes;
  const fits = Math.min(wanted, room + before);
  const overflows = fits <= 0 && !logged.isDeleted;
  await transaction.habitLog.update({
    where,
    data: {
      ...given,
      minutes: Math.max(1, fits),
      version: { increment: 1 },
      ...(overflows ? { deletedAt: new Date(now) } : {}),
    },
  });
  return (logged.isDeleted ? 0 : Math.max(0, fits)) - before;
}
