import type { Streak } from "@pacekeeper/domain/habits/streak";
import { builder } from "../platform/builder.ts";
import type { Context } from "../platform/context.ts";
import { SPAN, spanCost, TO } from "../platform/dates/date-span.graphql.ts";
import { countedDates, MOST_DATES, type Span } from "../platform/dates/date-span.ts";
import { requestError } from "../platform/errors.ts";
import { batched } from "../platform/graphql/batched.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { connectionOf } from "../platform/paging/connection.graphql.ts";
import type { Listing } from "../platform/paging/listing.ts";
import { BACK_REFERENCE_COST } from "../platform/paging/page-size.ts";
import { positionsIn } from "../platform/ranks/positions.ts";
import { HabitLinkType } from "./flows/habit-link.graphql.ts";
import { HabitGoalType, HabitScheduleType } from "./goal.graphql.ts";
import { goalOf, scheduleOf } from "./habit-model.ts";
import { HABITS_IN_USE } from "./habit-order.ts";
import { readSomeHabits } from "./habit-rows.ts";
import { datesOf, HabitDayType, HabitStatsType, HabitYearType, yearOf } from "./logs/day.graphql.ts";
import { HabitLogConnection, HabitLogType, LOG_ARGUMENTS, readLogs } from "./logs/habit-log.graphql.ts";
import { requestCalendar, requestReadings } from "./request-memory.ts";
import { loggedSpanBetween, loggedSpanOf, yearUpTo } from "./spans.ts";

export const HabitColourEnum = builder.enumType("HabitColour", {
  description: "A habit's own hue.",
  values: {
    VIOLET: { description: "Violet." },
    TEAL: { description: "Teal." },
    AMBER: { description: "Amber." },
    ROSE: { description: "Rose." },
    BLUE: { description: "Blue." },
    SLATE: { description: "Slate." },
  },
});

const StreakUnitEnum = builder.enumType("StreakUnit", {
  description: "What a streak counts.",
  values: {
    DAY: { description: "Days on which the habit was due." },
    WEEK: { description: "The person's weeks, for a habit that has `timesAWeek`." },
  },
});

const StreakType = builder.objectRef<Streak>("Streak").implement({
  description:
    "Days or weeks met in a row, by the present goal and schedule. Today, or this week, cannot break it until it is over.",
  fields: (t) => ({
    current: t.exposeInt("current", { description: "The streak up to now." }),
    best: t.exposeInt("best", { description: "The longest streak ever." }),
    unit: t.expose("unit", { type: StreakUnitEnum, description: "Whether days or weeks." }),
  }),
});

/** The query cost of a span given by both ends. */
function datesCost(span: Span) {
  const counted = countedDates(span);
  return { field: 1 + Math.ceil(counted / 20), multiplier: counted };
}

const positionOf = positionsIn(HABITS_IN_USE);

export const HabitType = ownedNode("Habit", {
  isVersioned: true,
  description: "Something a person wants to do, or to do less of, in minutes a day.",
  anyScope: ["READ"],
  fields: (t) => ({
    version: t.exposeInt("version", {
      description: "Grows with every change of the habit itself, not of its logs: the higher one is newer.",
    }),
    name: t.exposeString("name", { description: "1–100 characters, on one line." }),
    category: t.string({
      nullable: true,
      description: "At most 50 characters; null: none.",
      resolve: ({ category }) => category || null,
    }),
    colour: t.expose("colour", { type: HabitColourEnum, description: "Its hue." }),
    goal: t.field({
      type: HabitGoalType,
      nullable: true,
      description: "How many minutes a day; null: any are enough.",
      resolve: goalOf,
    }),
    schedule: t.field({
      type: HabitScheduleType,
      description: "The days on which it is due.",
      resolve: scheduleOf,
    }),
    position: t.int({
      nullable: true,
      description: "Its position among the habits in use, from 0 without gaps; null while it is archived.",
      resolve: ({ archivedAt, id }, _args, context) => (archivedAt ? null : positionOf(context, id)),
    }),
    madeOn: t.expose("madeOn", {
      type: "Date",
      description: "The person's date when it was made: a limit counts from then on.",
    }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was archived; null: it is in use.",
    }),
    stopwatchStartedAt: t.expose("stopwatchAt", {
      type: "DateTime",
      nullable: true,
      description: "When its running stopwatch was started; null: it is not running.",
    }),
    firstLoggedOn: t.field({
      type: "Date",
      nullable: true,
      description: "The first date with minutes; null: none yet.",
      resolve: async ({ id }, _args, context) => (await requestReadings(context).streakAndFirst(id)).firstOn,
    }),
    logCount: t.int({
      description: "How many logs are deleted with it.",
      resolve: ({ id }, _args, context) => requestReadings(context).logCount(id),
    }),
    days: t.field({
      type: [HabitDayType],
      complexity: datesCost,
      args: {
        from: t.arg({ type: "Date", required: true, description: "The first date." }),
        to: t.arg({
          type: "Date",
          required: true,
          description: `The last date, at most ${MOST_DATES - 1} days later.`,
        }),
      },
      description: "Dates in order, with what is logged on them.",
      resolve: async (habit, { from, to }, context) => {
        const span = loggedSpanBetween(from, to);
        return datesOf(
          habit,
          span,
          await requestReadings(context).span(habit.id, span),
          requestCalendar(context),
        );
      },
    }),
    stats: t.field({
      type: HabitStatsType,
      complexity: spanCost,
      args: { span: t.arg(SPAN), to: t.arg(TO) },
      description: "Minutes over consecutive dates.",
      resolve: async (habit, args, context) => {
        const calendar = requestCalendar(context);
        const span = loggedSpanOf(args, calendar);
        const read = await requestReadings(context).span(habit.id, span);
        return { ...read, span, days: () => datesOf(habit, span, read, calendar) };
      },
    }),
    streak: t.field({
      type: StreakType,
      description: "The days or weeks met in a row.",
      resolve: async ({ id }, _args, context) => (await requestReadings(context).streakAndFirst(id)).streak,
    }),
    year: t.field({
      type: HabitYearType,
      complexity: { field: 1 + Math.ceil(MOST_DATES / 20), multiplier: 1 },
      args: { to: t.arg(TO) },
      description: "53 weeks as a heat map shows them.",
      resolve: async (habit, { to }, context) => {
        const calendar = requestCalendar(context);
        const span = yearUpTo(to ?? calendar.today, calendar.weekStart);
        return yearOf(habit, span, await requestReadings(context).span(habit.id, span));
      },
    }),
    logs: t.connection(
      {
        type: HabitLogType,
        args: LOG_ARGUMENTS,
        description: "What was logged.",
        resolve: (habit, args, context, info) => readLogs(habit, args, context, info),
      },
      HabitLogConnection,
    ),
    links: t.field({
      type: [HabitLinkType],
      description: "What counts towards it automatically.",
      resolve: ({ id }, _args, context) => requestReadings(context).links(id),
    }),
  }),
});

const habitOf = batched(async ({ pool }, userId, ids) => [
  ...(await readSomeHabits(pool, userId, ids)).values(),
]);

/** A field of something that belongs to a habit, which exists as long as it does. */
export const habitField = {
  type: HabitType,
  description: "The habit as it is now.",
  resolve: async ({ habitId }: { readonly habitId: string }, _args: unknown, context: Context) => {
    const habit = await habitOf(context, habitId);
    if (!habit) throw requestError("NOT_FOUND", "This was just deleted.");
    return habit;
  },
} as const;

builder.objectField(HabitLinkType, "habit", (t) =>
  t.field({
    ...habitField,
    complexity: BACK_REFERENCE_COST,
    description: "The habit that it counts towards.",
  }),
);

export const HabitConnection = connectionOf("Habit", HabitType);

/** The habits in use in their order, then the archived ones, the latest first. */
export const HABITS: Listing = {
  name: "habits",
  columns: [
    { field: "archivedAt", kind: "instant", direction: "desc", nulls: "first" },
    { field: "rank", kind: "float", direction: "asc" },
    { field: "id", kind: "uuid", direction: "asc" },
  ],
};
