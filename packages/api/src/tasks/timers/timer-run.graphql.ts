import type { GraphQLResolveInfo } from "graphql";
import type { Prisma } from "../../generated/prisma/client.ts";
import { builder } from "../../platform/builder.ts";
import type { Context } from "../../platform/context.ts";
import { seconds } from "../../platform/lengths.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, type PageArguments, readPage } from "../../platform/paging/connection.graphql.ts";
import { dates, updatedSince } from "../../platform/paging/filters.graphql.ts";
import { changedSince, datesRule, instantWithin } from "../../platform/paging/filters.ts";
import { filtered } from "../../platform/paging/listing.ts";
import { changeOrders, ordersOf, startOrders } from "../../platform/paging/orders.graphql.ts";
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

/** The type of the argument `filter` of runs. */
const TimerRunFilter = builder.inputType("TimerRunFilter", {
  description: "Which runs; each given field narrows the list. Those of a deleted task are deleted with it.",
  validate: datesRule,
  fields: (t) => ({ ...dates(t, "Runs that began on"), updatedSince: updatedSince(t) }),
});

const TIMER_RUN_ORDER = ordersOf("TimerRunOrder", {
  ...startOrders("timerRuns"),
  ...changeOrders("timerRuns"),
});

/** The arguments of a list of runs. */
export const RUN_ARGUMENTS = builder.args((t) => ({
  filter: t.field({ type: TimerRunFilter, description: "Which runs; omitted: all." }),
  orderBy: t.field(TIMER_RUN_ORDER.argument),
}));

interface RunArguments extends PageArguments {
  readonly filter?: typeof TimerRunFilter.$inferInput | null | undefined;
  readonly orderBy: Parameters<typeof TIMER_RUN_ORDER.listing>[0];
}

/**
 * A page of runs.
 *
 * @param of whose or which runs; includes their owner
 * @param zone the zone of the filter's dates
 */
export function readRuns(
  of: Prisma.TimerRunWhereInput,
  zone: string,
  { filter, orderBy, ...page }: RunArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const where = { ...of, ...changedSince(filter ?? {}), startedAt: instantWithin(filter ?? {}, zone) };
  const listing = filtered(TIMER_RUN_ORDER.listing(orderBy), filter);
  return readPage(listing, { rows: context.db.prisma.timerRun, where }, page, context, info);
}
