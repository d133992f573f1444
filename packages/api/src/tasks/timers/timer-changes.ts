import { countsAsWork } from "@pacekeeper/domain/tasks/pomodoro";
import { hasOpenRun, ranMs, type TimerState, timerAt } from "@pacekeeper/domain/tasks/timer";
import type { PomodoroPhase, Timer } from "../../generated/prisma/client.ts";
import type { Change } from "../../platform/changes/change.ts";
import { TIMER_TOPIC } from "../task-topics.ts";
import { timerColumns, timerState } from "./timer-model.ts";

/** A run's position in a pomodoro plan; a null phase: outside any plan. */
export interface RunPlace {
  readonly phase: PomodoroPhase | null;
  /** Work phases completed before it, since the plan began. */
  readonly worksDone: number;
}

/**
 * Stores a timer's new state, and updates its runs: closes the one that ended, opens the one that began, or sets the
 * new length of the one that continues.
 *
 * @param before its row, as it was stored
 * @param after the state that the rules give
 * @param place the run's position in a plan
 * @returns the row as it is now
 */
export async function saveTimer(
  change: Change,
  before: Timer,
  after: TimerState,
  place: RunPlace,
): Promise<Timer> {
  const { changed, now, transaction, userId } = change;
  // A run that was over but not stored as such ended at its end, whatever the request was.
  const was = timerAt(timerState(before), now);
  const closes = hasOpenRun(timerState(before)) && !(hasOpenRun(was) && hasOpenRun(after));
  if (closes) await closeRun(change, before, was.endedAt ?? now);
  if (hasOpenRun(after) && after.runId === was.runId) await lengthenRun(change, after);
  else if (hasOpenRun(after)) await openRun(change, before.taskId, after, place.phase);
  changed(TIMER_TOPIC, before.id);
  return transaction.timer.update({
    where: { userId_id: { userId, id: before.id } },
    data: {
      ...timerColumns(after),
      ...place,
      ...(closes ? { lastRunId: before.runId } : {}),
      version: { increment: 1 },
    },
  });
}

async function closeRun({ transaction, userId, now }: Change, before: Timer, endedAt: number): Promise<void> {
  const state = timerState(before);
  // With a clock that was set back, it may seem to have ended before it began, or to have run longer than its length.
  const ended = Math.max(endedAt, state.startedAt ?? endedAt);
  const ran = Math.min(Math.max(0, ranMs(state, endedAt)), state.lengthMs ?? 0);
  const end = timerAt(state, now).status === "COMPLETED" ? "COMPLETED" : "STOPPED";
  const { count } = await transaction.timerRun.updateMany({
    where: { userId, id: before.runId ?? "", endedAt: null },
    data: { endedAt: new Date(ended), end, ranMs: ran },
  });
  if (count === 0 || !countsAsWork(before.phase)) return;
  await transaction.task.updateMany({
    where: { userId, id: before.taskId },
    data: { ranMs: { increment: ran } },
  });
}

async function openRun(
  { transaction, userId }: Change,
  taskId: string,
  { lengthMs, runId, startedAt }: TimerState,
  phase: PomodoroPhase | null,
): Promise<void> {
  if (runId === null || lengthMs === null || startedAt === null) throw new Error("A run without a start");
  await transaction.timerRun.create({
    data: { id: runId, userId, taskId, phase, lengthMs, startedAt: new Date(startedAt) },
  });
}

async function lengthenRun({ transaction, userId }: Change, { lengthMs, runId }: TimerState): Promise<void> {
  if (runId === null || lengthMs === null) throw new Error("A run without a length");
  await transaction.timerRun.updateMany({ where: { userId, id: runId }, data: { lengthMs } });
}
