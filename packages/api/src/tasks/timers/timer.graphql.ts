import { remainingMs } from "@pacekeeper/domain/tasks/timer";
import { queryFromInfo } from "@pothos/plugin-prisma";
import type { Timer } from "../../generated/prisma/client.ts";
import { builder } from "../../platform/builder.ts";
import type { Context } from "../../platform/context.ts";
import { batched } from "../../platform/graphql/batched.ts";
import { secondsOrNull } from "../../platform/lengths.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { unwrittenEnd } from "./runs.ts";
import { timerRowAt, timerState } from "./timer-model.ts";
import { TimerRunType } from "./timer-run.graphql.ts";

export const TimerStatusEnum = builder.enumType("TimerStatus", {
  description: "The state of a timer.",
  values: {
    IDLE: { description: "It was never started, or was reset." },
    RUNNING: { description: "It counts down to `endsAt`." },
    PAUSED: { description: "It keeps what remains until it is resumed." },
    COMPLETED: { description: "It ran to its end; the overrun counts from `endedAt`." },
    STOPPED: { description: "It was stopped before its end." },
  },
});

const when = new WeakMap<Timer, { timer: Timer; at: number }>();

/** A timer by the clock: all fields of one response are of the same moment. */
function read(timer: Timer, { now }: Context): { timer: Timer; at: number } {
  const known = when.get(timer);
  if (known) return known;
  const at = now();
  const fresh = { timer: timerRowAt(timer, at), at };
  when.set(timer, fresh);
  return fresh;
}

const runOf = batched(({ prisma }, userId, ids, query) =>
  prisma.timerRun.findMany({ ...query, where: { userId, id: { in: ids } } }),
);

export const TimerType = ownedNode("Timer", {
  description:
    "A task's countdown. It completes by the server's clock even if nobody is connected; derive the ticks from `endsAt`.",
  anyScope: ["READ", "TIMERS_WRITE"],
  where: { task: { deletedAt: null } },
  fields: (t) => ({
    status: t.field({
      type: TimerStatusEnum,
      description: "As of `serverTime`.",
      resolve: (timer, _args, context) => read(timer, context).timer.status,
    }),
    version: t.exposeInt("version", {
      description:
        "Grows with every stored change: the higher one is newer, and at the same version the one with the later `serverTime`.",
    }),
    lengthSeconds: t.float({
      nullable: true,
      description:
        "Length of the current or last run with its extensions; before the first and after a reset the task's own length, null when it has none.",
      select: { task: { select: { lengthMs: true } } },
      resolve: (timer) => secondsOrNull(timer.lengthMs ?? timer.task.lengthMs),
    }),
    runId: t.globalID({
      nullable: true,
      description:
        "The current or last run, a `TimerRun`'s id, which lets clients announce an end once; null before the first.",
      resolve: ({ runId }) => (runId === null ? null : { id: runId, type: TimerRunType }),
    }),
    run: t.field({
      type: TimerRunType,
      nullable: true,
      description: "The current or last run; null before the first.",
      resolve: ({ runId }, _args, context, info) =>
        runId === null ? null : runOf(context, runId, queryFromInfo({ context, info })),
    }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the current or last run began; null when idle.",
    }),
    endsAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it will be over; null unless it is running.",
      resolve: (timer, _args, context) => read(timer, context).timer.endsAt,
    }),
    pausedAt: t.expose("pausedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was paused; null unless it is paused.",
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the last run ended; the overrun counts from here. Null unless completed or stopped.",
      resolve: (timer, _args, context) => read(timer, context).timer.endedAt,
    }),
    remainingSeconds: t.float({
      nullable: true,
      description:
        "What is left as of `serverTime`, negative past the end; null when there is nothing to count: idle or stopped.",
      resolve: (timer, _args, context) => {
        const { at } = read(timer, context);
        return secondsOrNull(remainingMs(timerState(timer), at));
      },
    }),
    phase: t.expose("phase", {
      type: PomodoroPhaseEnum,
      nullable: true,
      description: "The run's phase in the pomodoro plan; null for a run outside any plan.",
    }),
    worksDone: t.exposeInt("worksDone", {
      description: "Work phases completed before this run since the plan began; 0 outside any plan.",
    }),
    lastRun: t.prismaField({
      type: TimerRunType,
      nullable: true,
      description:
        "The run that ended last, even if the next one has begun since; null before any has ended.",
      select: (_args, _context, nested) => ({ lastRun: nested() }),
      resolve: (query, timer, _args, context) => {
        const id = unwrittenEnd(timer, read(timer, context).at);
        if (id === null) return timer.lastRun;
        const { userId } = timer;
        return context.db.prisma.timerRun.findUnique({ ...query, where: { userId_id: { userId, id } } });
      },
    }),
    task: t.relation("task", { description: "The task it counts down for." }),
    serverTime: t.field({
      type: "DateTime",
      description:
        "The server's clock at the response; the difference from the client's own clock is its offset.",
      resolve: (timer, _args, context) => read(timer, context).at,
    }),
  }),
});
