import { z } from "zod";
import type { Habit, HabitLink } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { NotFound } from "../../platform/failures.ts";
import {
  deletedId,
  idOf,
  type MutationPayload,
  mutation,
  whichOne,
} from "../../platform/mutation.graphql.ts";
import { TaskType } from "../../tasks/task.graphql.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong, TooManyLinks } from "../errors.ts";
import "../errors.graphql.ts";
import { asViewer } from "../../platform/changes/change.ts";
import { HabitLinkType, HabitSourceEnum } from "../flows/habit-link.graphql.ts";
import { linkHabit, unlinkHabit } from "../flows/links.ts";
import { HabitType, habitField } from "../habit.graphql.ts";
import { dateRule } from "../habit-input.ts";
import { HabitLogType } from "./habit-log.graphql.ts";
import { skipHabit } from "./skips.ts";
import { startStopwatch, stopStopwatch } from "./stopwatch.ts";

const habitId = idOf(HabitType, "habit");
const write = { anyScope: ["WRITE"] } as const;

const habitPayload = (description: string): MutationPayload<{ habit: Habit }> => ({
  description,
  fields: (t) => ({ habit: t.expose("habit", { type: HabitType, description: "As it is now." }) }),
});

mutation("skipHabit", {
  description:
    "Marks a date as skipped: it counts neither for nor against a streak, and its week asks for one day less.",
  access: write,
  input: {
    description: "Whether a date counts.",
    argument: "Which date.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      date: t.field({
        type: "Date",
        required: true,
        description: "The person's date, from 1970 to today.",
      }),
      skipped: t.boolean({ defaultValue: true, description: "False removes the mark." }),
    }),
    rules: { date: dateRule },
  },
  errors: [InvalidInputError, HabitArchived, NotFound],
  resolve: async ({ date, habitId, skipped }, context) => ({
    habit: await skipHabit(asViewer(context), rowId(habitId.id), date, skipped ?? true),
  }),
  payload: habitPayload("The date is marked, or no longer marked."),
});

mutation("startHabitStopwatch", {
  description: "Starts a habit's stopwatch; a running one keeps running.",
  access: write,
  input: {
    description: "Which habit.",
    argument: "Which habit.",
    fields: (t) => ({ habitId: t.globalID(habitId) }),
  },
  errors: [HabitArchived, NotFound],
  resolve: async ({ habitId }, context) => ({
    habit: await startStopwatch(asViewer(context), rowId(habitId.id)),
  }),
  payload: habitPayload("The stopwatch is running."),
});

mutation("stopHabitStopwatch", {
  description:
    "Stops a habit's stopwatch and logs its time to the nearest minute, at least one. If it is not running, nothing changes.",
  access: write,
  input: {
    description: "Which habit, and whether to log its time.",
    argument: "Which habit.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      discard: t.boolean({ defaultValue: false, description: "True logs nothing." }),
    }),
  },
  // The log of a running stopwatch: there is one for each habit.
  stores: false,
  errors: [HabitDayFull, StopwatchTooLong, NotFound],
  resolve: ({ discard, habitId }, context) =>
    stopStopwatch(asViewer(context), rowId(habitId.id), discard ?? false),
  payload: {
    description: "The stopwatch is stopped.",
    fields: (t) => ({
      habit: t.expose("habit", { type: HabitType, description: "As it is now." }),
      log: t.expose("log", {
        type: HabitLogType,
        nullable: true,
        description: "The log, on the date the stopwatch was started; null: nothing was logged.",
      }),
    }),
  },
});

mutation("linkHabit", {
  description: "Makes sessions or timers count towards a habit from now on; an existing link stays as it is.",
  access: write,
  input: {
    description: "What should count towards a habit from now on.",
    argument: "The link.",
    fields: (t) => ({
      habitId: t.globalID(habitId),
      source: t.field({ type: HabitSourceEnum, required: true, description: "What counts." }),
      taskId: t.globalID({
        for: TaskType,
        description: "The task's global id, for the source TASK and for no other.",
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
  errors: [InvalidInputError, HabitArchived, TooManyLinks, NotFound],
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
  description: "Removes a link; existing logs stay.",
  access: write,
  input: whichOne(HabitLinkType, "link"),
  errors: [NotFound],
  resolve: ({ id }, context) => unlinkHabit(asViewer(context), rowId(id.id)),
  payload: deletedId<HabitLink>(
    HabitLinkType,
    "The source no longer counts; existing logs stay.",
    "The link's global id.",
    (t) => ({ habit: t.field(habitField) }),
  ),
});
