import type { HabitLog } from "../../generated/prisma/client.ts";
import { rowId } from "../../platform/access.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { IdempotencyConflict, NotFound, RestoreTooLate, VersionConflict } from "../../platform/failures.ts";
import { notNull } from "../../platform/input-issues.ts";
import {
  deletedId,
  expectedVersion,
  idempotencyKey,
  idOf,
  type MutationPayload,
  mutation,
  whichOne,
} from "../../platform/mutation.graphql.ts";
import { HabitArchived, HabitDayFull } from "../errors.ts";
import "../errors.graphql.ts";
import { asViewer } from "../../platform/changes/change.ts";
import { HabitType, habitField } from "../habit.graphql.ts";
import { dateRule, minutesRule, noteRule } from "../habit-input.ts";
import { HabitLogType } from "./habit-log.graphql.ts";
import { deleteHabitLog, logHabit, restoreHabitLog, updateHabitLog } from "./logs.ts";

const write = { anyScope: ["WRITE"] } as const;
const MINUTES = "1–1,440; a date's logs add up to at most 1,440.";
const DATE = "The person's date, from 1970 to today.";

const logPayload = (description: string): MutationPayload<{ log: HabitLog }> => ({
  description,
  fields: (t) => ({
    log: t.expose("log", { type: HabitLogType, description: "As it is now." }),
    habit: t.prismaField({
      type: HabitType,
      description: "Its habit, with its present sums.",
      resolve: (query, { log }, _args, { db }) =>
        db.prisma.habit.findUniqueOrThrow({
          ...query,
          where: { userId_id: { userId: log.userId, id: log.habitId } },
        }),
    }),
  }),
});

mutation("logHabit", {
  description: "Logs minutes on a date; several logs on a date add up. A skipped date counts again.",
  access: write,
  input: {
    description: "Minutes on a date.",
    argument: "The minutes.",
    fields: (t) => ({
      habitId: t.globalID(idOf(HabitType, "habit")),
      date: t.field({ type: "Date", required: true, description: DATE }),
      minutes: t.int({ required: true, description: MINUTES }),
      note: t.string({ description: "At most 500 characters." }),
      idempotencyKey: idempotencyKey(t, "logs once"),
    }),
    rules: { date: dateRule, minutes: minutesRule, note: noteRule.nullish() },
  },
  errors: [InvalidInputError, HabitDayFull, HabitArchived, IdempotencyConflict, NotFound],
  resolve: async ({ date, habitId, idempotencyKey, minutes, note }, context) => ({
    log: await logHabit(asViewer(context), {
      habitId: rowId(habitId.id),
      date,
      minutes,
      note: note ?? "",
      idempotencyKey: idempotencyKey ?? null,
    }),
  }),
  payload: logPayload("The minutes are logged."),
});

mutation("updateHabitLog", {
  description: "Changes a log. A log from a session or timer keeps the change as long as its source exists.",
  access: write,
  input: {
    description: "What to change; omitted fields stay as they are.",
    argument: "What to change.",
    fields: (t) => ({
      id: t.globalID(idOf(HabitLogType, "log")),
      date: t.field({ type: "Date", description: DATE }),
      minutes: t.int({ description: MINUTES }),
      note: t.string({ description: "At most 500 characters; null or empty: none from now on." }),
      expectedVersion: expectedVersion(t, "log"),
    }),
    rules: {
      date: dateRule.optional(),
      minutes: minutesRule.optional(),
      note: noteRule.nullish(),
      expectedVersion: notNull,
    },
  },
  errors: [InvalidInputError, VersionConflict, HabitDayFull, NotFound],
  resolve: async ({ date, expectedVersion, id, minutes, note }, context) => ({
    log: await updateHabitLog(asViewer(context), rowId(id.id), {
      date: date ?? undefined,
      minutes: minutes ?? undefined,
      note: note === undefined ? undefined : (note ?? ""),
      expectedVersion: expectedVersion ?? undefined,
    }),
  }),
  payload: logPayload("The log was changed."),
});

mutation("deleteHabitLog", {
  description: "Deletes a log; it can be restored for 30 days. Deleting it again changes nothing.",
  access: write,
  input: whichOne(HabitLogType, "log"),
  errors: [NotFound],
  resolve: ({ id }, context) => deleteHabitLog(asViewer(context), rowId(id.id)),
  payload: deletedId<HabitLog>(
    HabitLogType,
    "The log is deleted; it can be restored for 30 days.",
    "Its global id.",
    (t) => ({ habit: t.field(habitField) }),
  ),
});

mutation("restoreHabitLog", {
  description: "Brings a deleted log back, within 30 days.",
  access: write,
  input: whichOne(HabitLogType, "log"),
  errors: [RestoreTooLate, HabitDayFull, NotFound],
  resolve: async ({ id }, context) => ({ log: await restoreHabitLog(asViewer(context), rowId(id.id)) }),
  payload: logPayload("The log is back."),
});
