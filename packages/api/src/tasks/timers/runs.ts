import { hasOpenRun, ranMs, timerAt } from "@pacekeeper/domain/tasks/timer";
import type { Prisma, Timer, TimerRun } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { NotFound } from "../../platform/failures.ts";
import type { TasksContext } from "../context.ts";
import { timerRowAt, timerState } from "./timer-model.ts";

/** What a run's fields need: an open run is read from its timer. */
export const RUN_WITH_TIMER = { task: { select: { timer: true } } } satisfies Prisma.TimerRunInclude;
type RunWithTimer = TimerRun & { readonly task: { readonly timer: Timer | null } };

/** A run as it is for every reader. Milliseconds. */
export interface RunAt {
  readonly endedAt: Date | null;
  readonly end: TimerRun["end"];
  /** Without pauses; for an open run, up to now. */
  readonly ranMs: number;
}

/** A run at `now` (epoch ms): one that is over has ended, whether or not its end is stored yet. */
export function runAt({ end, endedAt, id, ranMs: ran, task }: RunWithTimer, now: number): RunAt {
  if (endedAt && ran !== null) return { endedAt, end, ranMs: ran };
  if (task.timer?.runId !== id) return { endedAt: null, end: null, ranMs: 0 };
  const state = timerAt(timerState(task.timer), now);
  if (state.endedAt === null) return { endedAt: null, end: null, ranMs: ranMs(state, now) };
  return { endedAt: new Date(state.endedAt), end: "COMPLETED", ranMs: ranMs(state, now) };
}

/** The milliseconds of a task's current run at `now` that count in addition to its ended runs. */
export function runningMs(timer: Timer, now: number): number {
  // A completed run whose end is not stored yet is not among the ended ones either.
  return hasOpenRun(timer) ? ranMs(timerState(timer), now) : 0;
}

/** The run that is over although its end is not stored yet; null: the row is up to date. */
export function unwrittenEnd(timer: Timer, now: number): string | null {
  return timer.status === "RUNNING" && timerRowAt(timer, now).status === "COMPLETED" ? timer.runId : null;
}

/**
 * Claims the announcement that a run is over, so that only one of several devices rings. An extension that comes first
 * wins: the run is not over then.
 *
 * @param deviceId distinguishes the person's devices; a device that asks again gets the same answer
 * @returns the run, and whether this device should announce it
 * @throws NotFound when no such run has ended
 */
export async function announceRun(
  context: TasksContext,
  id: string,
  deviceId: string,
): Promise<{ run: TimerRun; isChosen: boolean }> {
  return makeChange(context, async ({ now, transaction, userId }) => {
    const where = { userId_id: { userId, id } };
    const run = await transaction.timerRun.findUnique({ where, include: RUN_WITH_TIMER });
    if (!run || runAt(run, now).endedAt === null) throw new NotFound("This run");
    if (run.announcedAt) return { run, isChosen: run.announcedBy === deviceId };
    const data = { announcedAt: new Date(now), announcedBy: deviceId };
    return { run: await transaction.timerRun.update({ where, data }), isChosen: true };
  });
}
