import { queryFromInfo } from "@pothos/plugin-prisma";
import type { GraphQLResolveInfo } from "graphql";
import type { Habit } from "../../generated/prisma/client.ts";
import { builder } from "../../platform/builder.ts";
import type { Context } from "../../platform/context.ts";
import { batched } from "../../platform/graphql/batched.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, type PageArguments, readPage } from "../../platform/paging/connection.graphql.ts";
import { dates, deleted, updatedSince } from "../../platform/paging/filters.graphql.ts";
import { changedSince, datesRule, standing } from "../../platform/paging/filters.ts";
import { filtered } from "../../platform/paging/listing.ts";
import { bothWays, changeOrders, ordersOf } from "../../platform/paging/orders.graphql.ts";
import { TimerRunType } from "../../tasks/timers/timer-run.graphql.ts";
import { WorkSessionType } from "../../tracking/work-session.graphql.ts";
import { dateColumn } from "../habit-model.ts";

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
  anyScope: ["READ"],
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

const HabitLogFilter = builder.inputType("HabitLogFilter", {
  description: "Which logs; each given field narrows the list.",
  validate: datesRule,
  fields: (t) => ({
    ...dates(t, "Logs of"),
    updatedSince: updatedSince(t),
    deleted: deleted(t, "logs"),
  }),
});

const HABIT_LOG_ORDER = ordersOf("HabitLogOrder", {
  ...bothWays(
    "DATE",
    {
      name: "habitLogs",
      columns: [
        { field: "date", kind: "date", direction: "desc" },
        { field: "createdAt", kind: "instant", direction: "desc" },
        { field: "id", kind: "uuid", direction: "desc" },
      ],
    },
    "The latest date first.",
    "The earliest date first.",
  ),
  ...changeOrders("habitLogs"),
});

/** The arguments of a list of logs. */
export const LOG_ARGUMENTS = builder.args((t) => ({
  filter: t.field({ type: HabitLogFilter, description: "Which logs; omitted: all that are not deleted." }),
  orderBy: t.field(HABIT_LOG_ORDER.argument),
}));

interface LogArguments extends PageArguments {
  readonly filter?: typeof HabitLogFilter.$inferInput | null | undefined;
  readonly orderBy: Parameters<typeof HABIT_LOG_ORDER.listing>[0];
}

/** A page of a habit's logs. */
export function readLogs(
  { id: habitId, userId }: Habit,
  { filter, orderBy, ...page }: LogArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const { from, to } = filter ?? {};
  const where = {
    userId,
    habitId,
    sourceGone: false,
    ...standing(filter ?? {}, context.now()),
    ...changedSince(filter ?? {}),
    date: { ...(from != null && { gte: dateColumn(from) }), ...(to != null && { lte: dateColumn(to) }) },
  };
  const listing = filtered(HABIT_LOG_ORDER.listing(orderBy), filter);
  return readPage(listing, { rows: context.db.prisma.habitLog, where }, page, context, info);
}
