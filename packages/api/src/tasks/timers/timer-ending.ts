import { applyTimer, timerAt } from "@pacekeeper/domain/tasks/timer";
import type { Change } from "../../platform/changes/change.ts";
import { saveTimer } from "./timer-changes.ts";
import { timerState } from "./timer-model.ts";

/** Ends a task's timer when the task is completed: its run is kept, and the timer is no longer shown. */
export async function endTimer(change: Change, taskId: string): Promise<void> {
  const { now, transaction, userId } = change;
  const timer = await transaction.timer.findUnique({ where: { userId_taskId: { userId, taskId } } });
  if (!timer) return;
  const state = timerAt(timerState(timer), now);
  if (state.status === "IDLE" || state.status === "STOPPED") return;
  const action = state.status === "COMPLETED" ? "reset" : "stop";
  const step = applyTimer(state, { action }, now);
  if (step.ok) await saveTimer(change, timer, step.timer, { phase: null, worksDone: 0 });
}
