import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../../platform/builder.ts";
import { batched } from "../../platform/graphql/batched.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf } from "../../platform/paging/connection.graphql.ts";
import type { Listing } from "../../platform/paging/listing.ts";
import { TimerRunType } from "../../tasks/timers/timer-run.graphql.ts";
import { WorkSessionType } from "../../tracking/work-session.graphql.ts";

const LogOriginEnum = builder.enumType("HabitLogOrigin", {
  description: "Where a log's minutes come from.",
  values: {
    MANUAL: { description: "Entered by hand." },
    STOPWATCH: { description: "The habit's own stopwatch." },
    TIMER: { description: "A run of a task's timer; undoing it undoes the log." },
    WORK_SESSION: { description: "A work session; undoing it undoes the log." },
  },
});

const sessionOf = batched(({ prisma }, userId, ids, query) =>
  prisma.workSession.findMany({ ...query, where: { userId, id: { in: ids }, deletedAt: null } }),
);
const runOf = batched(({ prisma }, userId, ids, query) =>
  prisma.timerRun.findMany({ ...query, where: { userId, id: { in: ids }, task: { deletedAt: null } } }),
);

const HabitLogSourceType = builder.unionType("HabitLogSource", {
  description: "What a log's minutes come from.",
  types: [WorkSessionType, TimerRunType],
  resolveType: (source) => ("taskId" in source ? TimerRunType : WorkSessionType),
});

export const HabitLogType = ownedNode("HabitLog", {
  isVersioned: true,
  description: "Minutes spent on a habit on one date. Several logs on a date add up.",
  anyScope: ["read"],
  where: { deletedAt: null, sourceGone: false },
  fields: (t) => ({
    version: t.exposeInt("version", {
      description: "Grows with every change: the higher one is newer.",
    }),
    date: t.expose("date", { type: "Date", description: "The person's date." }),
    minutes: t.exposeInt("minutes", { description: "1–1,440." }),
    note: t.string({
      nullable: true,
      description: "At most 500 characters; null: none.",
      resolve: ({ note }) => note || null,
    }),
    origin: t.expose("origin", { type: LogOriginEnum, description: "Where the minutes come from." }),
    sourceId: t.globalID({
      nullable: true,
      description: "The work session or timer run that the minutes come from; null for other origins.",
      resolve: ({ origin, sourceId }) =>
        sourceId && { id: sourceId, type: origin === "TIMER" ? TimerRunType : WorkSessionType },
    }),
    source: t.field({
      type: HabitLogSourceType,
      nullable: true,
      description: "The work session or timer run that the minutes come from; null for other origins.",
      resolve: ({ origin, sourceId }, _args, context, info) => {
        if (sourceId === null) return null;
        const query = (typeName: string) => queryFromInfo({ context, info, typeName });
        return origin === "TIMER"
          ? runOf(context, sourceId, query("TimerRun"))
          : sessionOf(context, sourceId, query("WorkSession"));
      },
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was entered." }),
    habit: t.relation("habit", { description: "The habit." }),
  }),
});

export const HabitLogConnection = connectionOf("HabitLog", HabitLogType);

/** Logs, the latest date first. */
export const HABIT_LOGS: Listing = {
  name: "habitLogs",
  columns: [
    { field: "date", kind: "date", direction: "desc" },
    { field: "createdAt", kind: "instant", direction: "desc" },
    { field: "id", kind: "uuid", direction: "desc" },
  ],
};
