import type { Timer } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import type { SignedInContext } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { IdempotencyConflict, NotFound } from "../../platform/failures.ts";
import { milliseconds } from "../../platform/lengths.ts";
import {
  type InputFieldBuilder,
  idempotencyKey,
  idOf,
  type MutationPayload,
  mutation,
} from "../../platform/mutation.graphql.ts";
import { TaskCompleted, TimerConflict } from "../errors.ts";
import "../errors.graphql.ts";
import { asViewer } from "../../platform/changes/change.ts";
import { TaskType } from "../task.graphql.ts";
import { lengthRule } from "../task-input.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { announceRun } from "./runs.ts";
import { TimerType } from "./timer.graphql.ts";
import { TimerRunType } from "./timer-run.graphql.ts";
import { askTimer, type TimerAsk } from "./timers.ts";

const taskId = idOf(TaskType, "task");
const access = { anyScope: ["TIMERS_WRITE"] } as const;
const conflicts = [TimerConflict, NotFound];

const whichTimer = {
  description: "Which timer.",
  argument: "Which timer.",
  fields: (t: InputFieldBuilder) => ({ taskId: t.globalID(taskId) }),
};

const timerPayload = (description: string): MutationPayload<{ timer: Timer }> => ({
  description,
  fields: (t) => ({ timer: t.expose("timer", { type: TimerType, description: "As it is now." }) }),
});

/** @param task the task's global id */
async function actOnTimer(
  context: SignedInContext,
  task: { id: string },
  ask: TimerAsk,
): Promise<{ timer: Timer }> {
  return { timer: await askTimer(asViewer(context), rowId(task.id), ask) };
}

mutation("startTimer", {
  description: "Starts a timer that is idle or has ended, as a new run.",
  access,
  input: {
    description: "Which timer, and for how long.",
    argument: "Which timer.",
    fields: (t) => ({
      taskId: t.globalID(taskId),
      seconds: t.float({
        description: "1–86,400 s; omitted: the task's own length, or that of the phase.",
      }),
      idempotencyKey: idempotencyKey(t, "starts one run"),
      phase: t.field({
        type: PomodoroPhaseEnum,
        description: "Begins this phase of the viewer's pomodoro plan; omitted: a run outside any plan.",
      }),
    }),
    rules: { seconds: lengthRule.nullish() },
  },
  errors: [InvalidInputError, IdempotencyConflict, TaskCompleted, ...conflicts],
  resolve: ({ idempotencyKey, phase, seconds, taskId }, context) =>
    actOnTimer(context, taskId, {
      action: "start",
      lengthMs: seconds == null ? null : milliseconds(seconds),
      phase: phase ?? null,
      idempotencyKey: idempotencyKey ?? null,
    }),
  payload: timerPayload("A new run has begun."),
});

mutation("extendTimer", {
  description:
    "Adds time to a timer that is running or paused; past its end it begins a new run of that length.",
  access,
  input: {
    description: "Which timer, and by how much.",
    argument: "Which timer.",
    fields: (t) => ({
      taskId: t.globalID(taskId),
      seconds: t.float({
        required: true,
        description: "1–86,400 s; at most 24 hours may be left afterwards.",
      }),
      idempotencyKey: idempotencyKey(t, "adds the time once"),
    }),
    rules: { seconds: lengthRule },
  },
  errors: [InvalidInputError, IdempotencyConflict, ...conflicts],
  resolve: ({ idempotencyKey, seconds, taskId }, context) =>
    actOnTimer(context, taskId, {
      action: "extend",
      byMs: milliseconds(seconds),
      idempotencyKey: idempotencyKey ?? null,
    }),
  payload: timerPayload("The run is longer, or a new one has begun."),
});

mutation("pauseTimer", {
  description: "Pauses a running timer; the remaining time is kept.",
  access,
  input: whichTimer,
  stores: false,
  errors: conflicts,
  resolve: ({ taskId }, context) => actOnTimer(context, taskId, { action: "pause" }),
  payload: timerPayload("The run is paused."),
});

mutation("resumeTimer", {
  description: "Resumes a paused timer with the time that remained.",
  access,
  input: whichTimer,
  stores: false,
  errors: conflicts,
  resolve: ({ taskId }, context) => actOnTimer(context, taskId, { action: "resume" }),
  payload: timerPayload("The run continues."),
});

mutation("stopTimer", {
  description: "Stops a run before its end; the time it ran is kept.",
  access,
  input: whichTimer,
  stores: false,
  errors: conflicts,
  resolve: ({ taskId }, context) => actOnTimer(context, taskId, { action: "stop" }),
  payload: timerPayload("The run has ended."),
});

mutation("resetTimer", {
  description: "Resets an ended timer to idle: its overrun no longer counts.",
  access,
  input: whichTimer,
  stores: false,
  errors: conflicts,
  resolve: ({ taskId }, context) => actOnTimer(context, taskId, { action: "reset" }),
  payload: timerPayload("The timer is idle; its runs are kept."),
});

mutation("announceTimerRun", {
  description:
    "Asks for the right to ring at the end of a run: of several devices that ask, one is chosen. A device that asks again gets the same answer.",
  access,
  input: {
    description: "The run that is over, and the device that asks.",
    argument: "Which run.",
    fields: (t) => ({
      runId: t.globalID(idOf(TimerRunType, "run")),
      deviceId: t.field({
        type: "UUID",
        required: true,
        description:
          "A random id that the device, or the open page, gives itself; it gets the same answer again.",
      }),
    }),
  },
  stores: false,
  errors: [NotFound],
  resolve: ({ deviceId, runId }, context) => announceRun(asViewer(context), rowId(runId.id), deviceId),
  payload: {
    description: "Who may announce that the run is over.",
    fields: (t) => ({
      run: t.expose("run", { type: TimerRunType, description: "The run." }),
      isChosen: t.exposeBoolean("isChosen", {
        description: "Whether this device should ring, and no other.",
      }),
    }),
  },
});
