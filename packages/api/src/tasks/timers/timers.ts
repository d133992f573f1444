import { nextPosition, type Phase, type PomodoroPlan, phaseLength } from "@pacekeeper/domain/tasks/pomodoro";
import { applyTimer, type TimerRequest, type TimerState, timerAt } from "@pacekeeper/domain/tasks/timer";
import type { Task, Timer } from "../../generated/prisma/client.ts";
import { type Change, makeChange } from "../../platform/changes/change.ts";
import { claimKey } from "../../platform/changes/idempotency.ts";
import { invalidInput } from "../../platform/errors.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import type { TasksContext } from "../context.ts";
import { TaskCompleted, TimerConflict } from "../errors.ts";
import { planOf } from "./pomodoro-plan.ts";
import { type RunPlace, saveTimer } from "./timer-changes.ts";
import { timerRowAt, timerState } from "./timer-model.ts";

/** A request to a timer. Lengths in milliseconds. */
export type TimerAsk =
  | {
      readonly action: "start";
      /** Null: the task's own length, or that of the phase. */
      readonly lengthMs: number | null;
      /** The phase of the pomodoro plan that begins; null: a run outside any plan. */
      readonly phase: Phase | null;
      readonly idempotencyKey: string | null;
    }
  | { readonly action: "extend"; readonly byMs: number; readonly idempotencyKey: string | null }
  | { readonly action: "pause" | "resume" | "stop" | "reset" };

/**
 * Starts, pauses, resumes, extends, stops or resets a task's timer, by the database's clock. A timer whose end came
 * first has completed, whether or not that is stored yet.
 *
 * @returns the timer's row as it is now
 * @throws NotFound, TimerConflict, TaskCompleted, InvalidInputError for a length that is missing or too long,
 *   IdempotencyConflict; then nothing was changed
 */
export async function askTimer(context: TasksContext, taskId: string, ask: TimerAsk): Promise<Timer> {
  return makeChange(context, async (change) => {
    const { task, timer } = await taskWithTimer(change, taskId);
    if (await claimRequest(change, timer, ask)) return timer;
    const state = timerState(timer);
    if (ask.action === "start" && task.completedAt) throw new TaskCompleted();
    const plan = ask.action === "start" && ask.phase ? await planOf(change.transaction, change.userId) : null;
    const step = applyTimer(state, request(task, ask, plan, change.now), change.now);
    if (!step.ok && step.refusal === "NotNow") {
      throw new TimerConflict(ask.action, timerRowAt(timer, change.now));
    }
    if (!step.ok) throw invalidInput(["seconds"], "TOO_BIG", "A timer can have at most 24 hours left.");
    return saveTimer(change, timer, step.timer, placeAfter(timer, state, ask, plan, change.now));
  });
}

async function taskWithTimer(
  { transaction, userId }: Change,
  id: string,
): Promise<{ task: Task; timer: Timer }> {
  const task = await transaction.task.findUnique({
    where: { userId_id: { userId, id }, deletedAt: null },
    include: { timer: true },
  });
  if (!task?.timer) throw new NotFound("This task");
  return { task, timer: task.timer };
}

/** Whether this request came before: a start or an extension takes effect once per idempotency key. */
async function claimRequest({ transaction, userId }: Change, timer: Timer, ask: TimerAsk): Promise<boolean> {
  if (ask.action !== "extend" && ask.action !== "start") return false;
  const { action, idempotencyKey: key } = ask;
  const content = ask.action === "extend" ? [timer.id, ask.byMs] : [timer.id, ask.lengthMs, ask.phase];
  const once = { userId, key, operation: `${action}Timer`, content, resultId: timer.id };
  return (await claimKey(transaction, once)) !== null;
}

function request(task: Task, ask: TimerAsk, plan: PomodoroPlan | null, now: number): TimerRequest {
  if (ask.action === "extend") return { action: "extend", byMs: ask.byMs, runId: newId(now) };
  if (ask.action !== "start") return ask;
  const usual = plan && ask.phase ? phaseLength(ask.phase, plan) : task.lengthMs;
  const lengthMs = ask.lengthMs ?? usual;
  if (lengthMs === null) {
    throw invalidInput(
      ["seconds"],
      "REQUIRED",
      "This task has no length. Say how long its timer should run.",
    );
  }
  return { action: "start", lengthMs, runId: newId(now) };
}

/** A run keeps its position; a new run continues the plan if the last phase was completed. */
function placeAfter(
  timer: Timer,
  state: TimerState,
  ask: TimerAsk,
  plan: PomodoroPlan | null,
  now: number,
): RunPlace {
  const { phase, worksDone } = timer;
  const outside = { phase: null, worksDone: 0 };
  if (ask.action === "reset") return outside;
  if (ask.action !== "start") return { phase, worksDone };
  if (ask.phase === null || plan === null) return outside;
  const goesOn = phase !== null && timerAt(state, now).status === "COMPLETED";
  return {
    phase: ask.phase,
    worksDone: goesOn ? nextPosition({ phase, worksDone }, plan).worksDone : 0,
  };
}
