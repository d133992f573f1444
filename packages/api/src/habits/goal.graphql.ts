import { type HabitGoal, MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { FEWEST_TIMES, type HabitSchedule, MOST_TIMES } from "@pacekeeper/domain/habits/schedule";
import { WEEKDAYS } from "@pacekeeper/domain/time/calendar-date";
import { z } from "zod";
import { Weekday } from "../accounts/user.graphql.ts";
import { builder } from "../platform/builder.ts";

const GoalKindEnum = builder.enumType("HabitGoalKind", {
  description: "Which minutes of a day meet a goal.",
  values: {
    AT_LEAST: { description: "At least the goal's minutes." },
    AT_MOST: {
      description:
        "At most the goal's minutes; none is fine. Met once the day is over, from the day the habit was made.",
    },
  },
});

export const HabitGoalType = builder.objectRef<NonNullable<HabitGoal>>("HabitGoal").implement({
  description: "How many minutes a day.",
  fields: (t) => ({
    kind: t.expose("kind", { type: GoalKindEnum, description: "At least or at most." }),
    minutes: t.exposeInt("minutes", { description: "1–1,440; a limit may be 0." }),
  }),
});

export const HabitScheduleType = builder.objectRef<HabitSchedule>("HabitSchedule").implement({
  description: "The days on which a habit is due.",
  fields: (t) => ({
    weekdays: t.field({
      type: [Weekday],
      description: "The weekdays on which it is due, from Monday on; all seven: every day.",
      resolve: (schedule) => (schedule.kind === "WEEKDAYS" ? [...schedule.weekdays] : [...WEEKDAYS]),
    }),
    timesAWeek: t.int({
      nullable: true,
      description: "On how many days of a week, no matter which; null: on each of `weekdays`.",
      resolve: (schedule) => (schedule.kind === "TIMES_A_WEEK" ? schedule.times : null),
    }),
  }),
});

export const HabitGoalInput = builder.inputType("HabitGoalInput", {
  description: "How many minutes a day.",
  fields: (t) => ({
    kind: t.field({ type: GoalKindEnum, required: true, description: "At least or at most." }),
    minutes: t.int({ required: true, description: "1–1,440; a limit may be 0." }),
  }),
});

/** The rule for a goal, part of the whole input's rules so that every problem is reported at once. */
export const goalRule = z
  .object({ kind: z.enum(["AT_LEAST", "AT_MOST"]), minutes: z.number() })
  .superRefine((goal, issues) => {
    const least = goal.kind === "AT_MOST" ? 0 : 1;
    const message = `A whole number of minutes from ${least} to 1,440.`;
    const add = (code: string) =>
      issues.addIssue({ code: "custom", path: ["minutes"], message, params: { code } });
    if (goal.minutes < least) add("TOO_SMALL");
    if (goal.minutes > MINUTES_OF_A_DAY) add("TOO_BIG");
  });

const times = `From ${FEWEST_TIMES} to ${MOST_TIMES} times a week.`;

export const HabitScheduleInput = builder.inputType("HabitScheduleInput", {
  isOneOf: true,
  description: "The days on which a habit is due, in one of two ways; null in its place: every day.",
  fields: (t) => ({
    weekdays: t.field({
      type: [Weekday],
      description: "The weekdays on which it is due, at least one.",
    }),
    timesAWeek: t.int({ description: "On how many days of a week, no matter which; 1–7." }),
  }),
});

/** The rule for a schedule, likewise. */
export const scheduleRule = z.object({
  weekdays: z
    .array(z.enum(WEEKDAYS))
    .min(1, "Choose at least one weekday.")
    .max(7, "A week has seven days.")
    .optional(),
  timesAWeek: z.number().min(FEWEST_TIMES, times).max(MOST_TIMES, times).optional(),
});

/** The schedule of an input; null: every day. */
export function scheduleOfInput(
  input: typeof HabitScheduleInput.$inferInput | null | undefined,
): HabitSchedule {
  if (input?.timesAWeek !== undefined) return { kind: "TIMES_A_WEEK", times: input.timesAWeek };
  return { kind: "WEEKDAYS", weekdays: input?.weekdays ?? WEEKDAYS };
}
