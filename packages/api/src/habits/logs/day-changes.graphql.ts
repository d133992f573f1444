import { z } from "zod";
import { NotFound } from "../../platform/failures.ts";
import "../../accounts/errors.graphql.ts";
import type { Habit } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import {
  deletedId,
  idOf,
  type MutationPayload,
  mutation,
  whichOne,
} from "../../platform/mutation.graphql.ts";
import { TaskType } from "../../tasks/task.graphql.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong } from "../errors.ts";
import "../errors.graphql.ts";
import { asViewer } from "../../platform/changes/change.ts";
import { HabitLinkType, HabitSourceEnum } from "../flows/habit-link.graphql.ts";
import { linkHabit, unlinkHabit } from "../flows/links.ts";
import { HabitType } from "../habit.graphql.ts";
import { dateRule } from "../habit-input.ts";
import { HabitLogType } from "./habit-log.graphql.ts";
import { skipHabit } from "./skips.ts";
import { startStopwatch, stopStopwatch } from "./stopwatch.ts";

const habitId = idOf(HabitType, "habit");
const write = { anyScope: ["write"] } as const;

const habitPayload = (description: string): MutationPayload<{ habit: Habit }> => ({
  description,
  fields: (t) => ({ habit: t.expose("habit", { type: HabitType, description: "As it is now." }) }),
});

mutation("skipHabit", {
  description:
    "Marks a date as skipped: it counts neither for nor against a streak, and lowers what its week asks for by one. Takes the scope `write`.",
  access: write,
  input: {
    description: "Whether a date counts.",
    argument: "Which one.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      date: t.field({
        type: "Date",
        required: true,
        description: "The person's date, today at the latest, from 1970 on.",
      }),
      skipped: t.boolean({ defaultValue: true, description: "False takes the mark away." }),
    }),
    rules: { date: dateRule },
  },
  errors: [InvalidInputError, HabitArchived, NotFound],
  resolve: async ({ date, habitId, skipped }, context) => ({
    habit: await skipHabit(asViewer(context), rowId(habitId.id), date, skipped ?? true),
  }),
  payload: habitPayload("The date is marked, or no longer."),
});

mutation("startHabitStopwatch", {
  description: "Starts a habit's stopwatch; one that runs goes on. Takes the scope `write`.",
  access: write,
  input: {
    description: "Which habit.",
    argument: "Which one.",
    fields: (t) => ({ habitId: t.globalID(habitId) }),
  },
  errors: [HabitArchived, NotFound],
  resolve: async ({ habitId }, context) => ({
    habit: await startStopwatch(asViewer(context), rowId(habitId.id)),
  }),
  payload: habitPayload("The stopwatch runs."),
});

mutation("stopHabitStopwatch", {
  description:
    "Stops a habit's stopwatch and logs what it ran to the nearest minute, one at least. One that does not run stays so. Takes the scope `write`.",
  access: write,
  input: {
    description: "Which habit, and whether what it ran is logged.",
    argument: "Which one.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      discard: t.boolean({ defaultValue: false, description: "True logs nothing." }),
    }),
  },
  errors: [HabitDayFull, StopwatchTooLong, NotFound],
  resolve: ({ discard, habitId }, context) =>
    stopStopwatch(asViewer(context), rowId(habitId.id), discard ?? false),
  payload: {
    description: "The stopwatch stands.",
    fields: (t) => ({
      habit: t.expose("habit", { type: HabitType, description: "As it is now." }),
      log: t.expose("log", {
        type: HabitLogType,
        nullable: true,
        description: "What was logged, on the date on which it was started; null: nothing was.",
      }),
    }),
  },
});

mutation("linkHabit", {
  description:
    "Lets sessions or timers count towards a habit from now on; what counts already goes on. Takes the scope `write`.",
  access: write,
  input: {
    description: "What is to count towards a habit from now on.",
    argument: "Which one.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      source: t.field({ type: HabitSourceEnum, required: true, description: "What counts." }),
      taskId: t.globalID({
        for: TaskType,
        description: "Of the source TASK, and of no other: the task's global id.",
      }),
    }),
    rules: z
      .looseObject({ source: z.string(), taskId: z.any().nullish() })
      .refine(({ source, taskId }) => (source === "TASK") === (taskId != null), {
        path: ["taskId"],
        message: "Name a task for the source TASK, and for no other.",
        params: { code: "AMBIGUOUS" },
      }),
  },
  errors: [InvalidInputError, HabitArchived, NotFound],
  resolve: async ({ habitId, source, taskId }, context) => {
    const link = { habitId: rowId(habitId.id), source, taskId: taskId ? rowId(taskId.id) : null };
    return { link: await linkHabit(asViewer(context), link) };
  },
  payload: {
    description: "It counts from now on.",
    fields: (t) => ({ link: t.expose("link", { type: HabitLinkType, description: "The link." }) }),
  },
});

mutation("unlinkHabit", {
  description: "Ends a link; what has counted stays logged. Takes the scope `write`.",
  access: write,
  input: whichOne(HabitLinkType, "link"),
  errors: [NotFound],
  resolve: async ({ id }, context) => {
    await unlinkHabit(asViewer(context), rowId(id.id));
    return { id: rowId(id.id) };
  },
  payload: deletedId(HabitLinkType, "It counts no longer; what is logged stays.", "The link's global id."),
});
