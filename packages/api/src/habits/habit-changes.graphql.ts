import { z } from "zod";
import { viewerField } from "../accounts/user.graphql.ts";
import type { Habit } from "../generated/prisma/client.ts";
import { rowId } from "../platform/access.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { IdempotencyConflict, NotFound, VersionConflict } from "../platform/failures.ts";
import { notNull } from "../platform/input-issues.ts";
import {
  deletedId,
  expectedVersion,
  idempotencyKey,
  idOf,
  type MutationPayload,
  mutation,
  whichOne,
} from "../platform/mutation.graphql.ts";
import { HabitDayFull, StopwatchTooLong, TooManyHabits } from "./errors.ts";
import "./errors.graphql.ts";
import { asViewer } from "../platform/changes/change.ts";
import {
  goalRule,
  HabitGoalInput,
  HabitScheduleInput,
  scheduleOfInput,
  scheduleRule,
} from "./goal.graphql.ts";
import { HabitColourEnum, HabitType } from "./habit.graphql.ts";
import { categoryRule, nameRule } from "./habit-input.ts";
import { createHabit, deleteHabit, updateHabit } from "./habits.ts";

const write = { anyScope: ["WRITE"] } as const;

const habitPayload = (description: string): MutationPayload<{ habit: Habit }> => ({
  description,
  fields: (t) => ({ habit: t.expose("habit", { type: HabitType, description: "As it is now." }) }),
});

mutation("createHabit", {
  description: "Creates a habit at the end of the viewer's list.",
  access: write,
  input: {
    description: "A new habit.",
    argument: "The habit.",
    fields: (t) => ({
      name: t.string({
        required: true,
        description: "1–100 characters, on one line; unique among the habits in use, ignoring case.",
      }),
      category: t.string({ description: "At most 50 characters; omitted or empty: none." }),
      colour: t.field({ type: HabitColourEnum, description: "Omitted: VIOLET." }),
      goal: t.field({ type: HabitGoalInput, description: "Omitted: any minutes are enough." }),
      schedule: t.field({ type: HabitScheduleInput, description: "Omitted: every day." }),
      idempotencyKey: idempotencyKey(t, "makes one habit"),
    }),
    rules: {
      name: nameRule,
      category: categoryRule.nullish(),
      goal: goalRule.nullish(),
      schedule: scheduleRule.nullish(),
    },
  },
  errors: [InvalidInputError, IdempotencyConflict, TooManyHabits, NotFound],
  resolve: async ({ category, colour, goal, idempotencyKey, name, schedule }, context) => ({
    habit: await createHabit(asViewer(context), {
      name,
      category: category ?? "",
      colour: colour ?? "VIOLET",
      goal: goal ?? null,
      schedule: scheduleOfInput(schedule),
      idempotencyKey: idempotencyKey ?? null,
    }),
  }),
  payload: habitPayload("The habit is at the end of the list."),
});

mutation("updateHabit", {
  description: "Changes, moves, archives or unarchives a habit.",
  access: write,
  input: {
    description: "What to change; omitted fields stay as they are.",
    argument: "What to change.",
    fields: (t) => ({
      id: t.globalID(idOf(HabitType, "habit")),
      name: t.string({ description: "1–100 characters, on one line." }),
      category: t.string({ description: "At most 50 characters; null or empty: none from now on." }),
      colour: t.field({ type: HabitColourEnum, description: "Its hue." }),
      goal: t.field({
        type: HabitGoalInput,
        description: "Null: none from now on. It applies to the whole history.",
      }),
      schedule: t.field({
        type: HabitScheduleInput,
        description: "Null: every day from now on. It applies to the whole history.",
      }),
      position: t.int({
        description:
          "The position to move to among the habits in use, from 0; beyond the last one: the last.",
      }),
      archived: t.boolean({
        description:
          "True archives it, after logging its stopwatch; false takes it out of the archive, to `position` or the end of the list.",
      }),
      expectedVersion: expectedVersion(t, "habit"),
    }),
    rules: {
      name: nameRule.optional(),
      category: categoryRule.nullish(),
      colour: notNull,
      goal: goalRule.nullish(),
      schedule: scheduleRule.nullish(),
      position: z.number().min(0, "A whole number from 0.").optional(),
      archived: notNull,
      expectedVersion: notNull,
    },
  },
  errors: [InvalidInputError, VersionConflict, NotFound, HabitDayFull, StopwatchTooLong],
  resolve: async (
    { archived, category, colour, expectedVersion, goal, id, name, position, schedule },
    context,
  ) => ({
    habit: await updateHabit(asViewer(context), rowId(id.id), {
      name: name ?? undefined,
      category: category === undefined ? undefined : (category ?? ""),
      colour: colour ?? undefined,
      goal,
      schedule: schedule === undefined ? undefined : scheduleOfInput(schedule),
      position: position ?? undefined,
      archived: archived ?? undefined,
      expectedVersion: expectedVersion ?? undefined,
    }),
  }),
  payload: habitPayload("The habit was changed."),
});

mutation("deleteHabit", {
  description: "Deletes a habit and all its logs for good; to keep them, set `archived` with `updateHabit`.",
  access: write,
  input: whichOne(HabitType, "habit"),
  errors: [NotFound],
  resolve: async ({ id }, context) => {
    await deleteHabit(asViewer(context), rowId(id.id));
    return { id: rowId(id.id) };
  },
  payload: deletedId(HabitType, "The habit and its logs are gone.", "Its global id.", (t) => ({
    user: t.field(viewerField),
  })),
});
