import { builder } from "../../platform/builder.ts";
import { seconds } from "../../platform/lengths.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { RUN_WITH_TIMER, standingRun } from "./runs.ts";

const RunEndEnum = builder.enumType("RunEnd", {
  description: "How a run ended.",
  values: {
    COMPLETED: { description: "At its end." },
    STOPPED: { description: "Before it, by a stop or with its task's completion." },
  },
});

export const TimerRunType = ownedNode("TimerRun", {
  description: "One run of a timer, from its start to its end.",
  anyScope: ["read", "timers:write"],
  where: { task: { deletedAt: null } },
  fields: (t) => ({
    phase: t.expose("phase", {
      type: PomodoroPhaseEnum,
      nullable: true,
      description: "The phase of the pomodoro plan that it was; null for a run of no plan.",
    }),
    lengthSeconds: t.float({
      description: "Its length with its extensions, in seconds.",
      resolve: ({ lengthMs }) => seconds(lengthMs),
    }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was over; null while it goes on.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => standingRun(run, now()).endedAt,
    }),
    end: t.field({
      type: RunEndEnum,
      nullable: true,
      description: "How it ended; null while it goes on.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => standingRun(run, now()).end,
    }),
    ranSeconds: t.float({
      description: "How long it ran, pauses not counted, in seconds; up to now while it goes on.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => seconds(standingRun(run, now()).ranMs),
    }),
    announcedAt: t.expose("announcedAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When a device took it on itself to say that it is over (`announceTimerRun`); null: none has.",
    }),
    task: t.relation("task", { description: "Whose run it was." }),
  }),
});
