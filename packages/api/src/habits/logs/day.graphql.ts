import { type HabitDayFacts, habitDayState } from "@pacekeeper/domain/habits/day-state";
import { enoughData } from "@pacekeeper/domain/habits/enough";
import { type HeatBounds, heatBounds, heatStep } from "@pacekeeper/domain/habits/heat";
import { scheduledFrom } from "@pacekeeper/domain/habits/schedule";
import { datesBetween } from "@pacekeeper/domain/time/calendar-date";
import type { Habit } from "../../generated/prisma/client.ts";
import { builder } from "../../platform/builder.ts";
import type { Span } from "../../platform/dates/date-span.ts";
import type { Calendar } from "../context.ts";
import { dateText, goalOf, scheduleOf } from "../habit-model.ts";
import type { SpanOfHabit } from "../streaks/statistics.ts";

const HabitDayStateEnum = builder.enumType("HabitDayState", {
  description: "The state of a habit on a date. Only MET lengthens a streak.",
  values: {
    MET: { description: "The goal is met; a limit is met once the day is over." },
    PARTLY: {
      description: "Something is logged, but less than the goal, or the day is not scheduled.",
    },
    WITHIN: {
      description: "Something is logged, within the limit, but the day does not count, or not yet.",
    },
    OVER: { description: "More than the limit is logged." },
    NOTHING: { description: "Nothing is logged." },
    SKIPPED: { description: "Marked as skipped: it counts neither for nor against a streak." },
    NOT_SCHEDULED: { description: "Nothing is logged, and the day is not scheduled." },
    TO_COME: { description: "The date is in the future." },
  },
});

export const HabitDayType = builder.objectRef<HabitDayFacts>("HabitDay").implement({
  description: "A habit on one of the person's dates.",
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The date." }),
    minutes: t.exposeInt("minutes", { description: "The sum of its logs; 0 without any." }),
    isSkipped: t.exposeBoolean("isSkipped", { description: "Whether it is marked as skipped." }),
    isScheduled: t.exposeBoolean("isScheduled", { description: "Whether the habit can be met on it." }),
    state: t.field({
      type: HabitDayStateEnum,
      description: "Its state by the habit's present goal and schedule.",
      resolve: habitDayState,
    }),
  }),
});

let latest: { readonly key: string; readonly dates: readonly string[] } | undefined;

/** A list asks for the same dates of every habit, so they are computed once. */
function datesOfSpan({ from, to }: Span): readonly string[] {
  const key = `${from} ${to}`;
  if (latest?.key !== key) latest = { key, dates: datesBetween(from, to) };
  return latest.dates;
}

/** The dates of a span with what is logged on them. */
export function datesOf(
  habit: Habit,
  span: Span,
  { minutes, skipped }: SpanOfHabit,
  { today }: Calendar,
): HabitDayFacts[] {
  const goal = goalOf(habit);
  const madeOn = dateText(habit.madeOn);
  const isScheduled = scheduledFrom(scheduleOf(habit), span.from);
  return datesOfSpan(span).map((date, index) => ({
    date,
    minutes: minutes[index] ?? 0,
    isSkipped: skipped[index] ?? false,
    isScheduled: isScheduled(index),
    goal,
    madeOn,
    today,
  }));
}

/** Sums over consecutive dates. */
export interface Sums {
  readonly span: Span;
  readonly totalMinutes: number;
  readonly averageMinutes: number;
  readonly firstOn: string | null;
}

interface Stats extends Sums {
  /** Its dates, computed only if they are selected. */
  readonly days: () => HabitDayFacts[];
}

export const HabitStatsType = builder.objectRef<Stats>("HabitStats").implement({
  description: "A habit's minutes over consecutive dates.",
  fields: (t) => ({
    from: t.field({ type: "Date", description: "The first date.", resolve: ({ span }) => span.from }),
    to: t.field({ type: "Date", description: "The last date.", resolve: ({ span }) => span.to }),
    daily: t.field({
      type: [HabitDayType],
      // A fixed ten: `spanCost` has the number of dates divided by ten.
      complexity: { field: 1, multiplier: 10 },
      description: "Every date in order, including those without minutes.",
      resolve: ({ days }) => days(),
    }),
    totalMinutes: t.exposeInt("totalMinutes", { description: "The sum over all dates." }),
    averageMinutesPerDay: t.exposeFloat("averageMinutes", {
      description: "The average over all dates, to two decimals; it means little until `hasEnoughData`.",
    }),
    hasEnoughData: t.boolean({
      description: "Whether 7 days have passed between the habit's first log and the last date.",
      resolve: ({ firstOn, span }) => enoughData(firstOn, span.to).hasEnoughData,
    }),
    daysOfData: t.int({
      description: "How many of the 7 days have passed, 0–7.",
      resolve: ({ firstOn, span }) => enoughData(firstOn, span.to).daysOfData,
    }),
    enoughDataOn: t.field({
      type: "Date",
      nullable: true,
      description: "The date from which there is enough data; null before the first log.",
      resolve: ({ firstOn, span }) => enoughData(firstOn, span.to).enoughDataOn,
    }),
  }),
});

/** A habit's year as a heat map shows it. */
interface Year {
  readonly span: Span;
  readonly read: SpanOfHabit;
  readonly bounds: HeatBounds;
}

/** A habit's year, with the bounds of its heat map. */
export function yearOf(habit: Habit, span: Span, read: SpanOfHabit): Year {
  const logged = read.minutes.filter((minutes) => minutes > 0);
  return { span, read, bounds: heatBounds(goalOf(habit), logged) };
}

/** A list of 371 numbers costs about as much as this many fields. */
const LIST_COST = 20;

export const HabitYearType = builder.objectRef<Year>("HabitYear").implement({
  description: "53 weeks of a habit, the last one up to the requested date.",
  fields: (t) => ({
    from: t.field({
      type: "Date",
      description: "The first date, the start of one of the person's weeks.",
      resolve: ({ span }) => span.from,
    }),
    to: t.field({ type: "Date", description: "The last date.", resolve: ({ span }) => span.to }),
    stepMinutes: t.field({
      type: ["Int"],
      description: "The fewest minutes of steps 2, 3 and 4; step 1 begins at 1.",
      resolve: ({ bounds }) => [...bounds],
    }),
    minutes: t.intList({
      complexity: LIST_COST,
      description: "The minutes of each date from `from` on.",
      resolve: ({ read }) => [...read.minutes],
    }),
    steps: t.intList({
      complexity: LIST_COST,
      description: "The step of each date from `from` on: 0 for nothing, 1–4 rising with the minutes.",
      resolve: ({ bounds, read }) => read.minutes.map((minutes) => heatStep(minutes, bounds)),
    }),
    skipped: t.field({
      type: ["Date"],
      complexity: LIST_COST,
      description: "The dates that are marked as skipped, in order.",
      resolve: ({ read, span }) =>
        datesBetween(span.from, span.to).filter((_date, index) => read.skipped[index]),
    }),
  }),
});
