import { z } from "zod";
import { IdempotencyConflict, NotFound } from "../../accounts/errors.ts";
import "../../accounts/errors.graphql.ts";
import type { HabitLog } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { builder, type SignedInContext } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { RestoreTooLate } from "../../tracking/errors.ts";
import "../../tracking/errors.graphql.ts";
import { HabitArchived, HabitDayFull } from "../errors.ts";
import "../errors.graphql.ts";
import { HabitType } from "../habit.graphql.ts";
import { dateRule, minutesRule, noteRule } from "../habit-input.ts";
import { habitsContext } from "../habit-topics.ts";
import { HabitLogType } from "./habit-log.graphql.ts";
import { deleteHabitLog, logHabit, restoreHabitLog, updateHabitLog } from "./logs.ts";

const LogHabitInput = builder
  .inputType("LogHabitInput", {
    description: "Minutes on a date.",
    fields: (t) => ({
      habitId: t.globalID({ required: true, for: HabitType, description: "The habit's global id." }),
      date: t.field({
        type: "Date",
        required: true,
        description: "The person's date, today at the latest, from 1970 on.",
      }),
      minutes: t.int({ required: true, description: "1–1,440; a date's logs are 1,440 together at most." }),
      note: t.string({ description: "At most 500 characters." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same again under the same key logs once.",
      }),
    }),
  })
  .validate(
    z.object({
      habitId: z.any(),
      date: dateRule,
      minutes: minutesRule,
      note: noteRule.nullish(),
      idempotencyKey: z.string().nullish(),
    }),
  );

const UpdateHabitLogInput = builder
  .inputType("UpdateHabitLogInput", {
    description: "What to change; what is left out stays.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: HabitLogType, description: "The log's global id." }),
      date: t.field({ type: "Date", description: "The person's date, today at the latest, from 1970 on." }),
      minutes: t.int({ description: "1–1,440; a date's logs are 1,440 together at most." }),
      note: t.string({ description: "At most 500 characters; null or empty: none from now on." }),
    }),
  })
  .validate(
    z.object({
      id: z.any(),
      date: dateRule.nullish(),
      minutes: minutesRule.nullish(),
      note: noteRule.nullish(),
    }),
  );

function logInput(name: string) {
  return builder.inputType(name, {
    description: "Which log.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: HabitLogType, description: "The log's global id." }),
    }),
  });
}

interface LogAnswer {
  readonly log: HabitLog;
}

function logPayload(name: string, description: string) {
  return builder.objectRef<LogAnswer>(name).implement({
    description,
    fields: (t) => ({
      log: t.field({ type: HabitLogType, description: "As it is now.", resolve: ({ log }) => log }),
      habit: t.prismaField({
        type: HabitType,
        description: "Its habit, with what it sums to now.",
        resolve: (query, { log }, _args, { db }) =>
          db.prisma.habit.findUniqueOrThrow({
            ...query,
            where: { userId_id: { userId: log.userId, id: log.habitId } },
          }),
      }),
    }),
  });
}

const LogHabitPayload = logPayload("LogHabitPayload", "The minutes are logged.");
const UpdateHabitLogPayload = logPayload("UpdateHabitLogPayload", "The log was changed.");
const RestoreHabitLogPayload = logPayload("RestoreHabitLogPayload", "The log is back.");
const DeleteHabitLogPayload = builder.objectRef<{ id: string }>("DeleteHabitLogPayload").implement({
  description: "The log is deleted; it can be restored for 30 days.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "Its global id.",
      resolve: ({ id }) => ({ id, type: HabitLogType }),
    }),
  }),
});

const DeleteHabitLogInput = logInput("DeleteHabitLogInput");
const RestoreHabitLogInput = logInput("RestoreHabitLogInput");
const what = { required: true, description: "Which one." } as const;
const own = (context: SignedInContext) => habitsContext(context, context.viewer.userId);

builder.mutationFields((t) => ({
  logHabit: t.withAuth({ anyScope: ["write"] }).field({
    type: LogHabitPayload,
    errors: { types: [InvalidInputError, HabitDayFull, HabitArchived, IdempotencyConflict, NotFound] },
    description:
      "Logs minutes on a date; several logs on one add up. A date that was skipped counts again. Takes the scope `write`.",
    args: { input: t.arg({ type: LogHabitInput, required: true, description: "The minutes." }) },
    resolve: async (_root, { input }, context) => {
      const { date, habitId, idempotencyKey, minutes, note } = input;
      const log = await logHabit(own(context), {
        habitId: rowId(habitId.id),
        date,
        minutes,
        note: note ?? "",
        idempotencyKey: idempotencyKey ?? null,
      });
      return { log };
    },
  }),
  updateHabitLog: t.withAuth({ anyScope: ["write"] }).field({
    type: UpdateHabitLogPayload,
    errors: { types: [InvalidInputError, HabitDayFull, NotFound] },
    description:
      "Changes a log. One that a session or timer gave stays as it is changed here, as long as its source stands. Takes the scope `write`.",
    args: { input: t.arg({ type: UpdateHabitLogInput, required: true, description: "What to change." }) },
    resolve: async (_root, { input }, context) => {
      const { date, id, minutes, note } = input;
      const log = await updateHabitLog(own(context), rowId(id.id), {
        date: date ?? undefined,
        minutes: minutes ?? undefined,
        note: note === undefined ? undefined : (note ?? ""),
      });
      return { log };
    },
  }),
  deleteHabitLog: t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteHabitLogPayload,
    errors: { types: [NotFound] },
    description:
      "Deletes a log; it can be restored for 30 days. Deleting it again changes nothing. Takes the scope `write`.",
    args: { input: t.arg({ type: DeleteHabitLogInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const id = rowId(input.id.id);
      await deleteHabitLog(own(context), id);
      return { id };
    },
  }),
  restoreHabitLog: t.withAuth({ anyScope: ["write"] }).field({
    type: RestoreHabitLogPayload,
    errors: { types: [RestoreTooLate, HabitDayFull, NotFound] },
    description: "Brings a deleted log back, within 30 days. Takes the scope `write`.",
    args: { input: t.arg({ type: RestoreHabitLogInput, ...what }) },
    resolve: async (_root, { input }, context) => ({
      log: await restoreHabitLog(own(context), rowId(input.id.id)),
    }),
  }),
}));
