import { countsAsWork } from "@pacekeeper/domain/tasks/pomodoro";
import { hasOpenRun, ranMs, standing, type TimerState } from "@pacekeeper/domain/tasks/timer";
import type { PomodoroPhase, Timer } from "../../generated/prisma/client.ts";
import type { Change } from "../../platform/changes/change.ts";
import { timerColumns, timerState } from "./timer-model.ts";

/** Where in a pomodoro plan a run is; a null phase: in none. */
export interface RunPlace {
  readonly phase: PomodoroPhase | null;
  /** Works completed before it, since the plan was begun. */
  readonly worksDone: number;
}

/**
 * Writes a timer as a rule has left it, and keeps its runs: the one that ended is closed, the one that began is
 * opened, the one that goes on gets its new length.
 *
 * @param before its row, as it was written down
 * @param after what the rule made of it
 * @param place where in a plan the run is
 * @returns the row as it is now
 */
export async function saveTimer(
  change: Change,
  before: Timer,
  after: TimerState,
  place: RunPlace,
): Promise<Timer> {
  const { changed, now, transaction, userId } = change;
  // One that was over without anybody having written it down ended at its end, whatever was asked then.
  const was = standing(timerState(before), now);
  const closes = hasOpenRun(timerState(before)) && !(hasOpenRun(was) && hasOpenRun(after));
  if (closes) await closeRun(change, before, was.endedAt ?? now);
  if (hasOpenRun(after) && after.runId === was.runId) await lengthenRun(change, after);
  else if (hasOpenRun(after)) await openRun(change, before.taskId, after, place.phase);
  changed("timer", before.id);
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
  // A clock that was set back may say that it ended before it began, or ran for longer than it is.
  const ended = Math.max(endedAt, state.startedAt ?? endedAt);
  const ran = Math.min(Math.max(0, ranMs(state, endedAt)), state.lengthMs ?? 0);
  const end = standing(state, now).status === "COMPLETED" ? "COMPLETED" : "STOPPED";
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
