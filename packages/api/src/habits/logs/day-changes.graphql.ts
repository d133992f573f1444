import { z } from "zod";
import { NotFound } from "../../accounts/errors.ts";
import "../../accounts/errors.graphql.ts";
import type { Habit, HabitLink, HabitLog } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { builder, type SignedInContext } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { TaskType } from "../../tasks/task.graphql.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong } from "../errors.ts";
import "../errors.graphql.ts";
import { HabitLinkType, HabitSourceEnum } from "../flows/habit-link.graphql.ts";
import { linkHabit, unlinkHabit } from "../flows/links.ts";
import { HabitType } from "../habit.graphql.ts";
import { dateRule } from "../habit-input.ts";
import { habitsContext } from "../habit-topics.ts";
import { HabitLogType } from "./habit-log.graphql.ts";
import { skipHabit } from "./skips.ts";
import { startStopwatch, stopStopwatch } from "./stopwatch.ts";

const which = { required: true, for: HabitType, description: "The habit's global id." } as const;

const SkipHabitInput = builder
  .inputType("SkipHabitInput", {
    description: "Whether a date counts.",
    fields: (t) => ({
      habitId: t.globalID(which),
      date: t.field({
        type: "Date",
        required: true,
        description: "The person's date, today at the latest, from 1970 on.",
      }),
      skipped: t.boolean({ defaultValue: true, description: "False takes the mark away." }),
    }),
  })
  .validate(z.object({ habitId: z.any(), date: dateRule, skipped: z.boolean().nullish() }));

const StartHabitStopwatchInput = builder.inputType("StartHabitStopwatchInput", {
  description: "Which habit.",
  fields: (t) => ({ habitId: t.globalID(which) }),
});

const StopHabitStopwatchInput = builder.inputType("StopHabitStopwatchInput", {
  description: "Which habit, and whether what it ran is logged.",
  fields: (t) => ({
    habitId: t.globalID(which),
    discard: t.boolean({ defaultValue: false, description: "True logs nothing." }),
  }),
});

const LinkHabitInput = builder
  .inputType("LinkHabitInput", {
    description: "What is to count towards a habit from now on.",
    fields: (t) => ({
      habitId: t.globalID(which),
      source: t.field({ type: HabitSourceEnum, required: true, description: "What counts." }),
      taskId: t.globalID({
        for: TaskType,
        description: "Of the source TASK, and of no other: the task's global id.",
      }),
    }),
  })
  .validate(
    z
      .object({
        habitId: z.any(),
        source: z.enum(["WORK_SESSIONS", "TIMERS", "TASK"]),
        taskId: z.any().nullish(),
      })
      .refine(({ source, taskId }) => (source === "TASK") === (taskId != null), {
        path: ["taskId"],
        message: "Name a task for the source TASK, and for no other.",
        params: { code: "AMBIGUOUS" },
      }),
  );

const UnlinkHabitInput = builder.inputType("UnlinkHabitInput", {
  description: "Which link.",
  fields: (t) => ({
    id: t.globalID({ required: true, for: HabitLinkType, description: "The link's global id." }),
  }),
});

function habitPayload(name: string, description: string) {
  return builder.objectRef<{ habit: Habit }>(name).implement({
    description,
    fields: (t) => ({
      habit: t.field({ type: HabitType, description: "As it is now.", resolve: ({ habit }) => habit }),
    }),
  });
}

const SkipHabitPayload = habitPayload("SkipHabitPayload", "The date is marked, or no longer.");
const StartHabitStopwatchPayload = habitPayload("StartHabitStopwatchPayload", "The stopwatch runs.");

const StopHabitStopwatchPayload = builder
  .objectRef<{ habit: Habit; log: HabitLog | null }>("StopHabitStopwatchPayload")
  .implement({
    description: "The stopwatch stands.",
    fields: (t) => ({
      habit: t.field({ type: HabitType, description: "As it is now.", resolve: ({ habit }) => habit }),
      log: t.field({
        type: HabitLogType,
        nullable: true,
        description: "What was logged, on the date on which it was started; null: nothing was.",
        resolve: ({ log }) => log,
      }),
    }),
  });

const LinkHabitPayload = builder.objectRef<{ link: HabitLink }>("LinkHabitPayload").implement({
  description: "It counts from now on.",
  fields: (t) => ({
    link: t.field({ type: HabitLinkType, description: "The link.", resolve: ({ link }) => link }),
  }),
});

const UnlinkHabitPayload = builder.objectRef<{ id: string }>("UnlinkHabitPayload").implement({
  description: "It counts no longer; what is logged stays.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "The link's global id.",
      resolve: ({ id }) => ({ id, type: HabitLinkType }),
    }),
  }),
});

const own = (context: SignedInContext) => habitsContext(context, context.viewer.userId);
const what = { required: true, description: "Which one." } as const;

builder.mutationFields((t) => ({
  skipHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: SkipHabitPayload,
    errors: { types: [InvalidInputError, HabitArchived, NotFound] },
    description:
      "Marks a date as skipped: it counts neither for nor against a streak, and lowers what its week asks for by one. Takes the scope `write`.",
    args: { input: t.arg({ type: SkipHabitInput, ...what }) },
    resolve: async (_root, { input }, context) => ({
      habit: await skipHabit(own(context), rowId(input.habitId.id), input.date, input.skipped ?? true),
    }),
  }),
  startHabitStopwatch: t.withAuth({ anyScope: ["write"] }).field({
    type: StartHabitStopwatchPayload,
    errors: { types: [HabitArchived, NotFound] },
    description: "Starts a habit's stopwatch; one that runs goes on. Takes the scope `write`.",
    args: { input: t.arg({ type: StartHabitStopwatchInput, ...what }) },
    resolve: async (_root, { input }, context) => ({
      habit: await startStopwatch(own(context), rowId(input.habitId.id)),
    }),
  }),
  stopHabitStopwatch: t.withAuth({ anyScope: ["write"] }).field({
    type: StopHabitStopwatchPayload,
    errors: { types: [HabitDayFull, StopwatchTooLong, NotFound] },
    description:
      "Stops a habit's stopwatch and logs what it ran to the nearest minute, one at least. One that does not run stays so. Takes the scope `write`.",
    args: { input: t.arg({ type: StopHabitStopwatchInput, ...what }) },
    resolve: (_root, { input }, context) =>
      stopStopwatch(own(context), rowId(input.habitId.id), input.discard ?? false),
  }),
  linkHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: LinkHabitPayload,
    errors: { types: [InvalidInputError, HabitArchived, NotFound] },
    description:
      "Lets sessions or timers count towards a habit from now on; what counts already goes on. Takes the scope `write`.",
    args: { input: t.arg({ type: LinkHabitInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const { habitId, source, taskId } = input;
      const link = { habitId: rowId(habitId.id), source, taskId: taskId ? rowId(taskId.id) : null };
      return { link: await linkHabit(own(context), link) };
    },
  }),
  unlinkHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: UnlinkHabitPayload,
    errors: { types: [NotFound] },
    description: "Ends a link; what has counted stays logged. Takes the scope `write`.",
    args: { input: t.arg({ type: UnlinkHabitInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const id = rowId(input.id.id);
      await unlinkHabit(own(context), id);
      return { id };
    },
  }),
}));
