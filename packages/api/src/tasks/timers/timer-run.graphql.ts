import { builder } from "../../platform/builder.ts";
import { seconds } from "../../platform/lengths.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf } from "../../platform/paging/connection.graphql.ts";
import type { Listing } from "../../platform/paging/listing.ts";
import { PomodoroPhaseEnum } from "./pomodoro.graphql.ts";
import { RUN_WITH_TIMER, runAt } from "./runs.ts";

const TimerRunEndReason = builder.enumType("TimerRunEndReason", {
  description: "How a run ended.",
  values: {
    COMPLETED: { description: "At its end." },
    STOPPED: { description: "Before its end, by a stop or by completing its task." },
  },
});

export const TimerRunType = ownedNode("TimerRun", {
  description: "One run of a timer, from its start to its end.",
  anyScope: ["READ", "TIMERS_WRITE"],
  where: { task: { deletedAt: null } },
  fields: (t) => ({
    phase: t.expose("phase", {
      type: PomodoroPhaseEnum,
      nullable: true,
      description: "Its phase in the pomodoro plan; null for a run outside any plan.",
    }),
    lengthSeconds: t.float({
      description: "Its length with its extensions, in seconds.",
      resolve: ({ lengthMs }) => seconds(lengthMs),
    }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it is open.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => runAt(run, now()).endedAt,
    }),
    endReason: t.field({
      type: TimerRunEndReason,
      nullable: true,
      description: "How it ended; null while it is open.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => runAt(run, now()).end,
    }),
    ranSeconds: t.float({
      description: "How long it ran without pauses, in seconds; up to now while it is open.",
      select: RUN_WITH_TIMER,
      resolve: (run, _args, { now }) => seconds(runAt(run, now()).ranMs),
    }),
    announcedAt: t.expose("announcedAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When a device claimed the right to announce its end (`announceTimerRun`); null: none has.",
    }),
    task: t.relation("task", { description: "The task whose timer ran." }),
  }),
});

export const TimerRunConnection = connectionOf("TimerRun", TimerRunType);

/** Runs, newest first. */
export const TIMER_RUNS: Listing = {
  name: "timerRuns",
  columns: [
    { field: "startedAt", kind: "instant", direction: "desc" },
    { field: "id", kind: "uuid", direction: "desc" },
  ],
};
