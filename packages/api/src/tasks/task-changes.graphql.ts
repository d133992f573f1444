import { z } from "zod";
import { viewerField } from "../accounts/user.graphql.ts";
import type { Task } from "../generated/prisma/client.ts";
import { rowId } from "../platform/access.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { IdempotencyConflict, NotFound, RestoreTooLate, VersionConflict } from "../platform/failures.ts";
import { notNull } from "../platform/input-issues.ts";
import { milliseconds } from "../platform/lengths.ts";
import {
  deletedId,
  expectedVersion,
  idempotencyKey,
  idOf,
  type MutationPayload,
  mutation,
  whichOne,
} from "../platform/mutation.graphql.ts";
import { TooManyTasks } from "./errors.ts";
import "./errors.graphql.ts";
import { asViewer } from "../platform/changes/change.ts";
import { TaskType } from "./task.graphql.ts";
import { descriptionRule, lengthRule, titleRule } from "./task-input.ts";
import { createTask, deleteTask, restoreTask, updateTask } from "./tasks.ts";

const write = { anyScope: ["WRITE"] } as const;

const taskPayload = (description: string): MutationPayload<{ task: Task }> => ({
  description,
  fields: (t) => ({ task: t.expose("task", { type: TaskType, description: "As it is now." }) }),
});

mutation("createTask", {
  description: "Creates a task at the end of the viewer's list.",
  access: write,
  input: {
    description: "A new task.",
    argument: "The task.",
    fields: (t) => ({
      title: t.string({ required: true, description: "1–200 characters, on one line." }),
      description: t.string({ description: "At most 5,000 characters." }),
      timerSeconds: t.float({ description: "Its timer's length, 1–86,400 s; omitted or null: none." }),
      idempotencyKey: idempotencyKey(t, "makes one task"),
    }),
    rules: { title: titleRule, description: descriptionRule.nullish(), timerSeconds: lengthRule.nullish() },
  },
  errors: [InvalidInputError, IdempotencyConflict, TooManyTasks, NotFound],
  resolve: async ({ description, idempotencyKey, timerSeconds, title }, context) => ({
    task: await createTask(asViewer(context), {
      title,
      description: description ?? "",
      lengthMs: timerSeconds == null ? null : milliseconds(timerSeconds),
      idempotencyKey: idempotencyKey ?? null,
    }),
  }),
  payload: taskPayload("The task is at the end of the list."),
});

mutation("updateTask", {
  description: "Changes, completes, reopens or moves a task.",
  access: write,
  input: {
    description: "What to change; omitted fields stay as they are.",
    argument: "What to change.",
    fields: (t) => ({
      id: t.globalID(idOf(TaskType, "task")),
      title: t.string({ description: "1–200 characters, on one line." }),
      description: t.string({ description: "At most 5,000 characters; null or empty: none from now on." }),
      completed: t.boolean({ description: "True completes it and ends its timer; false reopens it." }),
      timerSeconds: t.float({
        description: "Its timer's length, 1–86,400 s, for runs from now on; null: none.",
      }),
      position: t.int({
        description: "The position to move to among the open tasks, from 0; beyond the last one: the last.",
      }),
      expectedVersion: expectedVersion(t, "task"),
    }),
    rules: {
      title: titleRule.optional(),
      description: descriptionRule.nullish(),
      completed: notNull,
      timerSeconds: lengthRule.nullish(),
      position: z.number().min(0, "A whole number from 0.").optional(),
      expectedVersion: notNull,
    },
  },
  errors: [InvalidInputError, VersionConflict, TooManyTasks, NotFound],
  resolve: async (
    { completed, description, expectedVersion, id, position, timerSeconds, title },
    context,
  ) => ({
    task: await updateTask(asViewer(context), rowId(id.id), {
      title: title ?? undefined,
      description: description === undefined ? undefined : (description ?? ""),
      completed: completed ?? undefined,
      lengthMs: timerSeconds == null ? timerSeconds : milliseconds(timerSeconds),
      position: position ?? undefined,
      expectedVersion: expectedVersion ?? undefined,
    }),
  }),
  payload: taskPayload("The task was changed."),
});

mutation("deleteTask", {
  description:
    "Deletes a task and its timer; both can be restored for 30 days. Deleting it again changes nothing.",
  access: write,
  input: whichOne(TaskType, "task"),
  errors: [NotFound],
  resolve: async ({ id }, context) => {
    await deleteTask(asViewer(context), rowId(id.id));
    return { id: rowId(id.id) };
  },
  payload: deletedId(
    TaskType,
    "The task is deleted; it can be restored for 30 days.",
    "Its global id.",
    (t) => ({
      user: t.field(viewerField),
    }),
  ),
});

mutation("restoreTask", {
  description: "Restores a deleted task to its place, within 30 days.",
  access: write,
  input: whichOne(TaskType, "task"),
  errors: [RestoreTooLate, TooManyTasks, NotFound],
  resolve: async ({ id }, context) => ({
    task: await restoreTask(asViewer(context), rowId(id.id)),
  }),
  payload: taskPayload("The task is back."),
});
