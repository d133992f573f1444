import { remainingMs } from "@pacekeeper/domain/tasks/timer";
import type { Timer } from "../../generated/prisma/client.ts";
import { builder } from "../../platform/builder.ts";
import type { Context } from "../../platform/context.ts";
import { secondsOrNull } from "../../platform/lengths.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { unwrittenEnd } from "./runs.ts";
import { standingTimer, timerState } from "./timer-model.ts";
import { TimerRunType } from "./timer-run.graphql.ts";

export const TimerStatusEnum = builder.enumType("TimerStatus", {
  description: "What a timer does.",
  values: {
    IDLE: { description: "Nothing: it was never started, or was reset." },
    RUNNING: { description: "It counts down to `endsAt`." },
    PAUSED: { description: "It keeps what remains until it is resumed." },
    COMPLETED: { description: "It ran to its end; the overrun counts from `endedAt`." },
    STOPPED: { description: "It was stopped before its end." },
  },
});

const when = new WeakMap<Timer, { standing: Timer; at: number }>();

/** A timer as it is by the clock: all fields of one answer are of the same moment. */
function read(timer: Timer, { now }: Context): { standing: Timer; at: number } {
  const known = when.get(timer);
  if (known) return known;
  const at = now();
  const fresh = { standing: standingTimer(timer, at), at };
  when.set(timer, fresh);
  return fresh;
}

export const TimerType = ownedNode("Timer", {
  description:
    "A task's countdown. It completes by the server's clock though nobody is connected; what ticks is derived from `endsAt`.",
  anyScope: ["read", "timers:write"],
  where: { task: { deletedAt: null } },
  fields: (t) => ({
    status: t.field({
      type: TimerStatusEnum,
      description: "As of `serverTime`.",
      resolve: (timer, _args, context) => read(timer, context).standing.status,
    }),
    version: t.exposeInt("version", {
      description:
        "Grows with every change that was written down: of two answers the higher one is newer, and of equal ones that with the later `serverTime`.",
    }),
    lengthSeconds: t.float({
      nullable: true,
      description:
        "Length of the present or last run with its extensions; before the first and after a reset the task's own length, null when it has none.",
      select: { task: { select: { lengthMs: true } } },
      resolve: (timer) => secondsOrNull(timer.lengthMs ?? timer.task.lengthMs),
    }),
    runId: t.globalID({
      nullable: true,
      description:
        "The present or last run, by which clients announce an end once; null before the first. A `TimerRun`'s id.",
      resolve: ({ runId }) => (runId === null ? null : { id: runId, type: TimerRunType }),
    }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the present or last run began; null when idle.",
    }),
    endsAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it will be over; null unless it runs.",
      resolve: (timer, _args, context) => read(timer, context).standing.endsAt,
    }),
    pausedAt: t.expose("pausedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when it is paused; null unless it is.",
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "When the last run was over, from where the overrun counts; null unless completed or stopped.",
      resolve: (timer, _args, context) => read(timer, context).standing.endedAt,
    }),
    remainingSeconds: t.float({
      nullable: true,
      description:
        "What is left as of `serverTime`, negative past the end; null while there is nothing to count, when idle or stopped.",
      resolve: (timer, _args, context) => {
        const { at } = read(timer, context);
        return secondsOrNull(remainingMs(timerState(timer), at));
      },
    }),
    phase: t.expose("phase", {
      type: PomodoroPhaseEnum,
      nullable: true,
      description: "The phase of the pomodoro plan that the run is; null for a run of no plan.",
    }),
    worksDone: t.exposeInt("worksDone", {
      description: "Works completed before this run since the plan was begun; 0 outside of a plan.",
    }),
    lastRun: t.prismaField({
      type: TimerRunType,
      nullable: true,
      description:
        "The run that ended last, also when the next one has begun meanwhile; null before any has.",
      select: (_args, _context, nested) => ({ lastRun: nested() }),
      resolve: (query, timer, _args, context) => {
        const id = unwrittenEnd(timer, read(timer, context).at);
        if (id === null) return timer.lastRun;
        const { userId } = timer;
        return context.db.prisma.timerRun.findUnique({ ...query, where: { userId_id: { userId, id } } });
      },
    }),
    task: t.relation("task", { description: "Whose countdown it is." }),
    serverTime: t.field({
      type: "DateTime",
      description: "The server's clock as it answers: what remains of a client's own error is its offset.",
      resolve: (timer, _args, context) => read(timer, context).at,
    }),
  }),
});
