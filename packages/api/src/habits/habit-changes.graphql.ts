import { z } from "zod";
import { IdempotencyConflict, NotFound } from "../accounts/errors.ts";
import "../accounts/errors.graphql.ts";
import type { Habit } from "../generated/prisma/client.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { HabitDayFull, StopwatchTooLong, TooManyHabits } from "./errors.ts";
import "./errors.graphql.ts";
import {
  goalRule,
  HabitGoalInput,
  HabitScheduleInput,
  scheduleOfInput,
  scheduleRule,
} from "./goal.graphql.ts";
import { HabitColourEnum, HabitType } from "./habit.graphql.ts";
import { categoryRule, nameRule } from "./habit-input.ts";
import { habitsContext } from "./habit-topics.ts";
import { createHabit, deleteHabit, updateHabit } from "./habits.ts";

const which = { required: true, for: HabitType, description: "The habit's global id." } as const;

const CreateHabitInput = builder
  .inputType("CreateHabitInput", {
    description: "A new habit.",
    fields: (t) => ({
      name: t.string({
        required: true,
        description: "1–100 characters, on one line; another than the others', whatever its case.",
      }),
      category: t.string({ description: "At most 50 characters; left out or empty: none." }),
      colour: t.field({ type: HabitColourEnum, description: "Left out: VIOLET." }),
      goal: t.field({ type: HabitGoalInput, description: "Left out: any minutes are enough." }),
      schedule: t.field({ type: HabitScheduleInput, description: "Left out: every day." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same again under the same key makes one habit.",
      }),
    }),
  })
  .validate(
    z.object({
      name: nameRule,
      category: categoryRule.nullish(),
      colour: z.any().nullish(),
      goal: goalRule.nullish(),
      schedule: scheduleRule.nullish(),
      idempotencyKey: z.string().nullish(),
    }),
  );

const UpdateHabitInput = builder
  .inputType("UpdateHabitInput", {
    description: "What to change; what is left out stays.",
    fields: (t) => ({
      id: t.globalID(which),
      name: t.string({ description: "1–100 characters, on one line." }),
      category: t.string({ description: "At most 50 characters; null or empty: none from now on." }),
      colour: t.field({ type: HabitColourEnum, description: "Its hue." }),
      goal: t.field({
        type: HabitGoalInput,
        description: "Null: none from now on. The whole history is judged by it.",
      }),
      schedule: t.field({
        type: HabitScheduleInput,
        description: "Null: every day from now on. The whole history is judged by it.",
      }),
      position: t.int({
        description: "The place to move to among those not archived, from 0; beyond the last one: the last.",
      }),
      archived: t.boolean({
        description:
          "True archives it, after logging what its stopwatch ran; false takes it back, to `position` or the end of the list.",
      }),
    }),
  })
  .validate(
    z.object({
      id: z.any(),
      name: nameRule.nullish(),
      category: categoryRule.nullish(),
      colour: z.any().nullish(),
      goal: goalRule.nullish(),
      schedule: scheduleRule.nullish(),
      position: z.number().min(0, "A whole number from 0.").nullish(),
      archived: z.boolean().nullish(),
    }),
  );

const DeleteHabitInput = builder.inputType("DeleteHabitInput", {
  description: "Which habit.",
  fields: (t) => ({ id: t.globalID(which) }),
});

function habitPayload(name: string, description: string) {
  return builder.objectRef<{ habit: Habit }>(name).implement({
    description,
    fields: (t) => ({
      habit: t.field({ type: HabitType, description: "As it is now.", resolve: ({ habit }) => habit }),
    }),
  });
}

const CreateHabitPayload = habitPayload("CreateHabitPayload", "The habit stands at the end of the list.");
const UpdateHabitPayload = habitPayload("UpdateHabitPayload", "The habit was changed.");

const DeleteHabitPayload = builder.objectRef<{ id: string }>("DeleteHabitPayload").implement({
  description: "The habit is gone, with its logs.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "Its global id.",
      resolve: ({ id }) => ({ id, type: HabitType }),
    }),
  }),
});

builder.mutationFields((t) => ({
  createHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: CreateHabitPayload,
    errors: { types: [InvalidInputError, IdempotencyConflict, TooManyHabits, NotFound] },
    description: "Makes a habit at the end of the viewer's list. Takes the scope `write`.",
    args: { input: t.arg({ type: CreateHabitInput, required: true, description: "The habit." }) },
    resolve: async (_root, { input }, context) => {
      const { category, colour, goal, idempotencyKey, name, schedule } = input;
      const habit = await createHabit(habitsContext(context, context.viewer.userId), {
        name,
        category: category ?? "",
        colour: colour ?? "VIOLET",
        goal: goal ?? null,
        schedule: scheduleOfInput(schedule),
        idempotencyKey: idempotencyKey ?? null,
      });
      return { habit };
    },
  }),
  updateHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: UpdateHabitPayload,
    errors: { types: [InvalidInputError, NotFound, HabitDayFull, StopwatchTooLong] },
    description: "Changes, moves, archives or takes back a habit. Takes the scope `write`.",
    args: { input: t.arg({ type: UpdateHabitInput, required: true, description: "What to change." }) },
    resolve: async (_root, { input }, context) => {
      const { archived, category, colour, goal, id, name, position, schedule } = input;
      const habit = await updateHabit(habitsContext(context, context.viewer.userId), rowId(id.id), {
        name: name ?? undefined,
        category: category === undefined ? undefined : (category ?? ""),
        colour: colour ?? undefined,
        goal,
        schedule: schedule === undefined ? undefined : scheduleOfInput(schedule),
        position: position ?? undefined,
        archived: archived ?? undefined,
      });
      return { habit };
    },
  }),
  deleteHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteHabitPayload,
    errors: { types: [NotFound] },
    description:
      "Deletes a habit with all its logs, for good; `archived` of `updateHabit` keeps them. Takes the scope `write`.",
    args: { input: t.arg({ type: DeleteHabitInput, required: true, description: "Which one." }) },
    resolve: async (_root, { input }, context) => {
      const id = rowId(input.id.id);
      await deleteHabit(habitsContext(context, context.viewer.userId), id);
      return { id };
    },
  }),
}));
