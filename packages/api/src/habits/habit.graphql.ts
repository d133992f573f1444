import type { Streak } from "@pacekeeper/domain/habits/streak";
import { daysFrom } from "@pacekeeper/domain/time/calendar-date";
import { z } from "zod";
import { builder } from "../platform/builder.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { HabitLinkType } from "./flows/habit-link.graphql.ts";
import { HabitGoalType, HabitScheduleType } from "./goal.graphql.ts";
import { dateColumn, goalOf, scheduleOf } from "./habit-model.ts";
import { datesOf, HabitDayType, HabitStatsType, HabitYearType, yearOf } from "./logs/day.graphql.ts";
import { requestCalendar, requestReadings } from "./request-memory.ts";
import { MOST_DAYS, type SpanArguments, spanBetween, spanOf, yearUntil } from "./spans.ts";
import "./logs/habit-log.graphql.ts";
import type { Span } from "./streaks/statistics.ts";

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

const days = `From 1 to ${MOST_DAYS} days.`;
const months = "From 1 to 12 months.";

/** The rules for the arguments of statistics. */
export const SPAN_RULES = {
  days: z.number().min(1, days).max(MOST_DAYS, days).nullish(),
  months: z.number().min(1, months).max(12, months).nullish(),
};

/**
 * The query cost of a span. Reading a date costs a twentieth of a field, and each date costs the fields selected on it.
 * The list `daily` has a fixed multiplier of ten, so the multiplier here is the number of dates divided by ten.
 */
export function spanCost({ days, months }: SpanArguments) {
  const dates = months == null ? (days ?? 7) : months * 31;
  return { field: 1 + Math.ceil(dates / 20), multiplier: Math.max(1, dates / 10) };
}

/** The same for a span given by both ends. A span that is too long or empty is refused when it is read. */
function datesCost({ from, to }: Span) {
  const dates = daysFrom(from, to) + 1;
  const counted = dates <= MOST_DAYS ? Math.max(dates, 1) : MOST_DAYS;
  return { field: 1 + Math.ceil(counted / 20), multiplier: counted };
}

export const HabitType = ownedNode("Habit", {
  description: "Something a person wants to do, or to do less of, in minutes a day.",
  anyScope: ["read"],
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
    position: t.exposeInt("position", {
      description: "Its position among the habits in use, from 0 without gaps.",
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
          description: `The last date, at most ${MOST_DAYS - 1} days later.`,
        }),
      },
      description: "Dates in order, with what is logged on them.",
      resolve: async (habit, { from, to }, context) => {
        const span = spanBetween(from, to);
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
      args: {
        days: t.arg.int({
          defaultValue: 7,
          validate: SPAN_RULES.days,
          description: `How many days up to the last date, 1–${MOST_DAYS}.`,
        }),
        months: t.arg.int({
          validate: SPAN_RULES.months,
          description: "How many calendar months up to the last date, instead of days, 1–12.",
        }),
        until: t.arg({ type: "Date", description: "The last date; omitted: today." }),
      },
      description: "Minutes over consecutive dates.",
      resolve: async (habit, args, context) => {
        const calendar = requestCalendar(context);
        const span = spanOf(args, calendar);
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
      complexity: { field: 1 + Math.ceil(MOST_DAYS / 20), multiplier: 1 },
      args: { until: t.arg({ type: "Date", description: "The last date; omitted: today." }) },
      description: "53 weeks as a heat map shows them.",
      resolve: async (habit, { until }, context) => {
        const calendar = requestCalendar(context);
        const span = yearUntil(until ?? calendar.today, calendar.weekStart);
        return yearOf(habit, span, await requestReadings(context).span(habit.id, span));
      },
    }),
    // Batched across habits, Prisma would read every log of all of them, so each page is a statement of its own.
    logs: t.prismaConnection({
      type: "HabitLog",
      cursor: "id",
      args: {
        from: t.arg({ type: "Date", description: "Logs of this date or later." }),
        to: t.arg({ type: "Date", description: "Logs of this date or earlier." }),
      },
      description: "What was logged, the latest date first.",
      resolve: (query, { id, userId }, { from, to }, { db }) =>
        db.prisma.habitLog.findMany({
          ...query,
          where: {
            userId,
            habitId: id,
            deletedAt: null,
            sourceGone: false,
            date: { ...(from && { gte: dateColumn(from) }), ...(to && { lte: dateColumn(to) }) },
          },
          orderBy: [{ date: "desc" }, { createdAt: "desc" }, { id: "desc" }],
        }),
    }),
    links: t.field({
      type: [HabitLinkType],
      description: "What counts towards it automatically.",
      resolve: ({ id }, _args, context) => requestReadings(context).links(id),
    }),
  }),
});
