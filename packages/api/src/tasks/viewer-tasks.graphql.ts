import { addDays, startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { localDate, startOfDay } from "@pacekeeper/domain/time/zones";
import { z } from "zod";
import { UserType } from "../accounts/user.graphql.ts";
import { builder } from "../platform/builder.ts";
import { seconds } from "../platform/lengths.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { defaultPageSize } from "../platform/paging/page-size.ts";
import { TASKS, TaskConnection, TaskType } from "./task.graphql.ts";
import { searchRule } from "./task-input.ts";
import { containing, MOST_SHOWN, shownTimers, type TaskTotals, taskTotals } from "./task-lists.ts";
import { type DayOfRuns, MOST_DAYS, readDaysOfRuns } from "./timers/days-of-runs.ts";
import { TimerType } from "./timers/timer.graphql.ts";
import { TIMER_RUNS, TimerRunConnection, TimerRunType } from "./timers/timer-run.graphql.ts";

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

const days = `From 1 to ${MOST_DAYS} days.`;

builder.prismaObjectFields(UserType, (t) => ({
  tasks: t.connection(
    {
      type: TaskType,
      skipTypeScopes: true,
      authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
      args: {
        completed: t.arg.boolean({ description: "True: only completed ones; false: only open ones." }),
        search: t.arg.string({
          validate: searchRule.nullish(),
          description: "Only tasks whose title or description contains this, ignoring case.",
        }),
      },
      // A search reads all of the person's texts.
      complexity: ({ first, last, search }) => ({
        field: search ? 300 : 1,
        multiplier: first ?? last ?? defaultPageSize,
      }),
      description:
        "The person's tasks: the open ones in their order, then the completed ones, the latest first.",
      resolve: (user, { completed, search, ...page }, context, info) => {
        const where = {
          userId: user.id,
          deletedAt: null,
          ...(completed == null ? {} : { completedAt: completed ? { not: null } : null }),
          ...containing(search ?? ""),
        };
        return readPage(TASKS, { rows: context.db.prisma.task, where }, page, context, info);
      },
    },
    TaskConnection,
  ),
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
      args: {
        from: t.arg({ type: "Date", description: "Runs that began on this local date or later." }),
        to: t.arg({ type: "Date", description: "Runs that began on this local date or earlier." }),
      },
      description: "Runs of the person's timers, newest first.",
      resolve: (user, { from, to, ...page }, context, info) => {
        const where = {
          userId: user.id,
          task: { deletedAt: null },
          startedAt: {
            ...(from && { gte: new Date(startOfDay(from, user.timezone)) }),
            ...(to && { lt: new Date(startOfDay(addDays(to, 1), user.timezone)) }),
          },
        };
        return readPage(TIMER_RUNS, { rows: context.db.prisma.timerRun, where }, page, context, info);
      },
    },
    TimerRunConnection,
  ),
  timerDays: t.field({
    type: [TimerDayType],
    complexity: ({ days }) => ({ field: days ?? 7, multiplier: 1 }),
    args: {
      to: t.arg({ type: "Date", description: "The last day; omitted: today." }),
      days: t.arg.int({
        defaultValue: 7,
        validate: z.number().int(days).min(1, days).max(MOST_DAYS, days).nullish(),
        description: `How many days up to the last day, 1–${MOST_DAYS}.`,
      }),
    },
    description: "Days with what timers ran on them, in order.",
    resolve: (user, { days, to }, { db, now }) => {
      const last = to ?? localDate(now(), user.timezone);
      return readDaysOfRuns(db.pool, user.id, user.timezone, last, days ?? 7);
    },
  }),
}));
