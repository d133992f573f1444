import { PHASES } from "@pacekeeper/domain/tasks/pomodoro";
import { z } from "zod";
import { IdempotencyConflict, NotFound } from "../../accounts/errors.ts";
import "../../accounts/errors.graphql.ts";
import type { Timer, TimerRun } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { builder, type SignedInContext } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { milliseconds } from "../../platform/lengths.ts";
import { TaskCompleted, TimerConflict } from "../errors.ts";
import "../errors.graphql.ts";
import { TaskType } from "../task.graphql.ts";
import { lengthRule } from "../task-input.ts";
import { tasksContext } from "../task-topics.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { announceRun } from "./runs.ts";
import { TimerType } from "./timer.graphql.ts";
import { TimerRunType } from "./timer-run.graphql.ts";
import { askTimer, type TimerAsk } from "./timers.ts";

const which = { required: true, for: TaskType, description: "The task's global id." } as const;

const StartTimerInput = builder
  .inputType("StartTimerInput", {
    description: "Which timer, and for how long.",
    fields: (t) => ({
      taskId: t.globalID(which),
      seconds: t.float({
        description: "1–86,400 s; left out: the task's own length, or that of the phase.",
      }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same again under the same key starts one run.",
      }),
      phase: t.field({
        type: PomodoroPhaseEnum,
        description: "Begins this phase of the viewer's pomodoro plan; left out: a run of no plan.",
      }),
    }),
  })
  .validate(
    z.object({
      taskId: z.any(),
      seconds: lengthRule.nullish(),
      phase: z.enum(PHASES).nullish(),
      idempotencyKey: z.string().nullish(),
    }),
  );

const ExtendTimerInput = builder
  .inputType("ExtendTimerInput", {
    description: "Which timer, and by how much.",
    fields: (t) => ({
      taskId: t.globalID(which),
      seconds: t.float({ required: true, description: "1–86,400 s; at most 24 hours may be left then." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same again under the same key adds the time once.",
      }),
    }),
  })
  .validate(z.object({ taskId: z.any(), seconds: lengthRule, idempotencyKey: z.string().nullish() }));

function timerInput(name: string) {
  return builder.inputType(name, {
    description: "Which timer.",
    fields: (t) => ({ taskId: t.globalID(which) }),
  });
}

function timerPayload(name: string, description: string) {
  return builder.objectRef<{ timer: Timer }>(name).implement({
    description,
    fields: (t) => ({
      timer: t.field({ type: TimerType, description: "As it is now.", resolve: ({ timer }) => timer }),
    }),
  });
}

const AnnounceTimerRunInput = builder.inputType("AnnounceTimerRunInput", {
  description: "Which run.",
  fields: (t) => ({
    runId: t.globalID({ required: true, for: TimerRunType, description: "The run's global id." }),
  }),
});

const AnnounceTimerRunPayload = builder
  .objectRef<{ run: TimerRun; first: boolean }>("AnnounceTimerRunPayload")
  .implement({
    description: "Whose it is to say that the run is over.",
    fields: (t) => ({
      run: t.field({ type: TimerRunType, description: "The run.", resolve: ({ run }) => run }),
      first: t.exposeBoolean("first", {
        description: "Whether nobody asked before: then it is for this client to ring, and for no other.",
      }),
    }),
  });

const PauseTimerInput = timerInput("PauseTimerInput");
const ResumeTimerInput = timerInput("ResumeTimerInput");
const StopTimerInput = timerInput("StopTimerInput");
const ResetTimerInput = timerInput("ResetTimerInput");
const StartTimerPayload = timerPayload("StartTimerPayload", "A new run has begun.");
const PauseTimerPayload = timerPayload("PauseTimerPayload", "The run waits.");
const ResumeTimerPayload = timerPayload("ResumeTimerPayload", "The run goes on.");
const ExtendTimerPayload = timerPayload("ExtendTimerPayload", "The run is longer, or a new one has begun.");
const StopTimerPayload = timerPayload("StopTimerPayload", "The run has ended.");
const ResetTimerPayload = timerPayload("ResetTimerPayload", "The timer is idle; its runs are kept.");

/** @param taskId the inside of the task's global id */
async function asked(context: SignedInContext, taskId: string, ask: TimerAsk): Promise<{ timer: Timer }> {
  return { timer: await askTimer(tasksContext(context, context.viewer.userId), rowId(taskId), ask) };
}

const conflicts = [TimerConflict, NotFound];
const what = { required: true, description: "Which one." } as const;
const scope = "Takes the scope `timers:write`.";

builder.mutationFields((t) => ({
  startTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: StartTimerPayload,
    errors: { types: [InvalidInputError, IdempotencyConflict, TaskCompleted, ...conflicts] },
    description: `Starts a timer that is idle or has ended, as a new run. ${scope}`,
    args: { input: t.arg({ type: StartTimerInput, ...what }) },
    resolve: (_root, { input: { idempotencyKey, phase, seconds, taskId } }, context) =>
      asked(context, taskId.id, {
        action: "start",
        lengthMs: seconds == null ? null : milliseconds(seconds),
        phase: phase ?? null,
        idempotencyKey: idempotencyKey ?? null,
      }),
  }),
  extendTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: ExtendTimerPayload,
    errors: { types: [InvalidInputError, IdempotencyConflict, ...conflicts] },
    description: `Adds time to a timer that runs or is paused; past its end it begins a new run of that length. ${scope}`,
    args: { input: t.arg({ type: ExtendTimerInput, ...what }) },
    resolve: (_root, { input: { idempotencyKey, seconds, taskId } }, context) =>
      asked(context, taskId.id, {
        action: "extend",
        byMs: milliseconds(seconds),
        idempotencyKey: idempotencyKey ?? null,
      }),
  }),
  pauseTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: PauseTimerPayload,
    errors: { types: conflicts },
    description: `Pauses a timer that runs; what remains is kept. ${scope}`,
    args: { input: t.arg({ type: PauseTimerInput, ...what }) },
    resolve: (_root, { input }, context) => asked(context, input.taskId.id, { action: "pause" }),
  }),
  resumeTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: ResumeTimerPayload,
    errors: { types: conflicts },
    description: `Lets a paused timer go on with what remained. ${scope}`,
    args: { input: t.arg({ type: ResumeTimerInput, ...what }) },
    resolve: (_root, { input }, context) => asked(context, input.taskId.id, { action: "resume" }),
  }),
  stopTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: StopTimerPayload,
    errors: { types: conflicts },
    description: `Ends a run before its end; what it ran is kept. ${scope}`,
    args: { input: t.arg({ type: StopTimerInput, ...what }) },
    resolve: (_root, { input }, context) => asked(context, input.taskId.id, { action: "stop" }),
  }),
  resetTimer: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: ResetTimerPayload,
    errors: { types: conflicts },
    description: `Puts a timer that has ended back to idle: its overrun counts no more. ${scope}`,
    args: { input: t.arg({ type: ResetTimerInput, ...what }) },
    resolve: (_root, { input }, context) => asked(context, input.taskId.id, { action: "reset" }),
  }),
  announceTimerRun: t.withAuth({ anyScope: ["timers:write"] }).field({
    type: AnnounceTimerRunPayload,
    errors: { types: [NotFound] },
    description: `Asks for the right to ring at the end of a run: of several devices that ask, one is the first. ${scope}`,
    args: { input: t.arg({ type: AnnounceTimerRunInput, ...what }) },
    resolve: (_root, { input }, context) =>
      announceRun(tasksContext(context, context.viewer.userId), rowId(input.runId.id)),
  }),
}));
