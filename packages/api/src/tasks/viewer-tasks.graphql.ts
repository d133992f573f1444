import { startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { localDate, startOfDay } from "@pacekeeper/domain/time/zones";
import { UserType } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { mostDatesOf, SPAN, TO } from "../platform/dates/date-span.graphql.ts";
import { spanOf } from "../platform/dates/date-span.ts";
import { seconds } from "../platform/lengths.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { changedSince, standing } from "../platform/paging/filters.ts";
import { filtered } from "../platform/paging/listing.ts";
import { connectionCost } from "../platform/paging/page-size.ts";
import { holdsScope } from "../platform/viewer.ts";
import { TaskConnection, TaskType } from "./task.graphql.ts";
import { SEARCH_COST, TASK_ORDER, TaskFilter } from "./task-filter.graphql.ts";
import { containing, MOST_SHOWN, shownTimers, type TaskTotals, taskTotals } from "./task-lists.ts";
import { type DayOfRuns, readDaysOfRuns } from "./timers/days-of-runs.ts";
import { TimerType } from "./timers/timer.graphql.ts";
import { RUN_ARGUMENTS, readRuns, TimerRunConnection, TimerRunType } from "./timers/timer-run.graphql.ts";

const TaskTotalsType = builder.objectRef<TaskTotals>("TaskTotals").implement({
  description: "How much there is to do.",
  fields: (t) => ({
    open: t.exposeInt("open", { description: "Open tasks." }),
    openSeconds: t.float({
      description: "The sum of the open tasks' lengths; tasks without one count nothing.",
      resolve: ({ openMs }) => seconds(openMs),
    }),
    completed: t.exposeInt("completed", { description: "Completed tasks, ever." }),
    completedThisWeek: t.exposeInt("completedThisWeek", {
      description: "Tasks completed since the person's week began.",
    }),
  }),
});

const TimerDayType = builder.objectRef<DayOfRuns>("TimerDay").implement({
  description: "What a person's timers ran on one day: a run belongs to the day on which it began.",
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The local date." }),
    runCount: t.exposeInt("runCount", { description: "Ended runs, not counting breaks." }),
    ranSeconds: t.float({
      description: "How long they ran in total, without pauses.",
      resolve: ({ ranMs }) => seconds(ranMs),
    }),
  }),
});

builder.prismaObjectFields(UserType, (t) => ({
  tasks: t.connection(
    {
      type: TaskType,
      skipTypeScopes: true,
      authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
      args: {
        filter: t.arg({ type: TaskFilter, description: "Which tasks; omitted: all that are not deleted." }),
        orderBy: t.arg(TASK_ORDER.argument),
      },
      complexity: ({ filter, ...page }) => ({
        ...connectionCost(page),
        ...(filter?.search && { field: SEARCH_COST }),
      }),
      description: "The person's tasks.",
      resolve: (user, { filter, orderBy, ...page }, context, info) => {
        const { completed, search } = filter ?? {};
        const where = {
          userId: user.id,
          ...standing(filter ?? {}, context.now()),
          ...changedSince(filter ?? {}),
          ...(completed == null ? {} : { completedAt: completed ? { not: null } : null }),
          ...containing(search ?? "", holdsScope(context.viewer, "READ")),
        };
        const listing = filtered(TASK_ORDER.listing(orderBy), filter);
        return readPage(listing, { rows: context.db.prisma.task, where }, page, context, info);
      },
    },
    TaskConnection,
  ),
  task: t.prismaField({
    type: TaskType,
    nullable: true,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
    args: { id: t.arg.globalID({ required: true, for: TaskType, description: "The task's global id." }) },
    description: "One of the person's tasks; null when it does not exist, is deleted or is not theirs.",
    resolve: (query, { id: userId }, { id }, { db }) => {
      const where = { userId_id: { userId, id: rowId(id.id) }, deletedAt: null };
      return db.prisma.task.findUnique({ ...query, where });
    },
  }),
  taskTotals: t.field({
    type: TaskTotalsType,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
    description: "Counts and lengths of their tasks.",
    resolve: ({ id, timezone, weekStart }, _args, { db, now }) => {
      const weekStartsOn = startOfWeek(localDate(now(), timezone), weekStart);
      return taskTotals(db.pool, id, startOfDay(weekStartsOn, timezone));
    },
  }),
  activeTimers: t.prismaField({
    type: [TimerType],
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
    complexity: { field: 1, multiplier: MOST_SHOWN },
    description: `Timers that are running, paused, or over and not reset: those that a person watches, the next to end first; at most ${MOST_SHOWN}.`,
    resolve: (query, user, _args, { db }) => db.prisma.timer.findMany({ ...query, ...shownTimers(user.id) }),
  }),
  timerRuns: t.connection(
    {
      type: TimerRunType,
      args: RUN_ARGUMENTS,
      description: "Runs of the person's timers.",
      resolve: (user, args, context, info) =>
        readRuns({ userId: user.id, task: { deletedAt: null } }, user.timezone, args, context, info),
    },
    TimerRunConnection,
  ),
  timerDays: t.field({
    type: [TimerDayType],
    complexity: (args) => ({ field: mostDatesOf(args), multiplier: 1 }),
    args: { span: t.arg(SPAN), to: t.arg(TO) },
    description: "Days with what timers ran on them, in order.",
    resolve: (user, args, { db, now }) => {
      const span = spanOf(args, localDate(now(), user.timezone));
      return readDaysOfRuns(db.pool, user.id, user.timezone, span);
    },
  }),
}));
