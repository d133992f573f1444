import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import type { Consumer } from "../../platform/changes/consumers.ts";
import { newId } from "../../platform/ids.ts";
import { shortened } from "../../platform/text.ts";
import { TASK_TOPIC, TIMER_TOPIC } from "../../tasks/task-topics.ts";
import { TRACKING_TOPIC } from "../../tracking/tracking-topics.ts";
import { type Calendar, calendarOf, dateBegun, type HabitsChange } from "../context.ts";
import { LONGEST_NOTE } from "../habit-input.ts";
import { dateColumn, ownHabit } from "../habit-model.ts";
import { minutesOn, recount } from "../logs/days.ts";
import { type ChangedIds, type Flow, readFlows } from "./flow-sources.ts";

// Sessions and timers know nothing of habits. Each of their transactions notes its changes in the outbox. Afterwards
// any process brings the habits' logs in line with them; repeating that changes nothing.

/** Logs brought in line per batch: deleting a task with years of runs takes several. */
const AT_ONCE = 200;

/** Brings a person's logs in line with what their sessions and timers have done since the cursor. */
export const COUNTING: Consumer = {
  name: "count towards habits",
  topics: [TRACKING_TOPIC, TIMER_TOPIC, TASK_TOPIC],
  async consume(change, since) {
    const changed = await idsChangedSince(change, since);
    const flows = await readFlows(change.transaction, change.userId, changed, AT_ONCE);
    await reconcileLogs(change, calendarOf(change), flows);
    // The rest still differs, so the next batch finds it.
    return flows.length < AT_ONCE;
  },
};

/** The ids of sessions, timers and tasks in a person's outbox after a sequence number. */
export async function idsChangedSince(
  { transaction, userId }: Pick<HabitsChange, "transaction" | "userId">,
  sequence: number,
): Promise<ChangedIds> {
  const entries = await transaction.outboxEntry.findMany({
    where: { userId, sequence: { gt: sequence }, topic: { in: [...COUNTING.topics] } },
    distinct: ["topic", "subjectId"],
    select: { topic: true, subjectId: true },
  });
  const of = (topic: string) =>
    entries.filter((entry) => entry.topic === topic).map(({ subjectId }) => subjectId);
  return { sessions: of(TRACKING_TOPIC), timers: of(TIMER_TOPIC), tasks: of(TASK_TOPIC) };
}

/** Writes the logs, then recounts the dates of each habit once. */
async function reconcileLogs(
  change: HabitsChange,
  calendar: Calendar,
  flows: readonly Flow[],
): Promise<void> {
  const rooms = new Map<string, number>();
  const changed = new Map<string, { readonly made: Set<string>; readonly others: Set<string> }>();
  for (const flow of flows) {
    const date = flow.log?.date ?? dateBegun(flow.startedAt, calendar);
    const key = `${flow.habitId} ${date}`;
    const room = rooms.get(key) ?? MINUTES_OF_A_DAY - (await minutesOn(change, flow.habitId, date));
    const logged = await reconcileLog(change, flow, date, room);
    rooms.set(key, room - logged);
    const dates = changed.get(flow.habitId) ?? { made: new Set(), others: new Set() };
    dates[flow.log === null ? "made" : "others"].add(date);
    changed.set(flow.habitId, dates);
  }
  for (const [habitId, { made, others }] of changed) {
    // A skipped date counts again when something new is logged on it, not when a log is corrected.
    await recount(change, await ownHabit(change, habitId), [...made], calendar, true);
    await recount(change, await ownHabit(change, habitId), [...others], calendar);
  }
}

/** @param room free minutes of the date @returns how many more minutes are logged on it than before */
async function reconcileLog(change: HabitsChange, flow: Flow, date: string, room: number): Promise<number> {
  const { now, transaction, userId } = change;
  const { habitId, log, logged, minutes, origin, sourceId } = flow;
  const given = { sourceMinutes: minutes, sourceGone: minutes === 0 };
  if (log === null || logged === null) {
    // Parallel timers can add up to more than a day. Minutes that do not fit are not logged; the row is stored as deleted.
    const fits = Math.min(minutes, room);
    await transaction.habitLog.create({
      data: {
        ...{ id: newId(now), userId, habitId, origin, sourceId, sourceMinutes: minutes },
        date: dateColumn(date),
        minutes: Math.max(1, fits),
        deletedAt: fits > 0 ? null : new Date(now),
        note: shortened(flow.title, LONGEST_NOTE),
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
  // A log that the person edited or deleted stays as they left it, as long as its source exists.
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
