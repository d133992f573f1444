import { z } from "zod";
import { IdempotencyConflict, NotFound } from "../accounts/errors.ts";
import "../accounts/errors.graphql.ts";
import type { Task } from "../generated/prisma/client.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { milliseconds } from "../platform/lengths.ts";
import { RestoreTooLate } from "../tracking/errors.ts";
import { TooManyTasks } from "./errors.ts";
import "./errors.graphql.ts";
import "../tracking/errors.graphql.ts";
import { TaskType } from "./task.graphql.ts";
import { cleanTitle, descriptionRule, lengthRule, titleRule } from "./task-input.ts";
import { tasksContext } from "./task-topics.ts";
import { createTask, deleteTask, restoreTask, updateTask } from "./tasks.ts";

const CreateTaskInput = builder
  .inputType("CreateTaskInput", {
    description: "A new task.",
    fields: (t) => ({
      title: t.string({ required: true, description: "1–200 characters, on one line." }),
      description: t.string({ description: "At most 5,000 characters." }),
      timerSeconds: t.float({ description: "Its timer's length, 1–86,400 s; left out or null: none." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same again under the same key makes one task.",
      }),
    }),
  })
  .validate(
    z.object({
      title: titleRule,
      description: descriptionRule.nullish(),
      timerSeconds: lengthRule.nullish(),
      idempotencyKey: z.string().nullish(),
    }),
  );

const place = "A whole number from 0.";
const UpdateTaskInput = builder
  .inputType("UpdateTaskInput", {
    description: "What to change; what is left out stays.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: TaskType, description: "The task's global id." }),
      title: t.string({ description: "1–200 characters, on one line." }),
      description: t.string({ description: "At most 5,000 characters." }),
      completed: t.boolean({ description: "True completes it and ends its timer; false opens it again." }),
      timerSeconds: t.float({
        description: "Its timer's length, 1–86,400 s, for runs from now on; null: none.",
      }),
      position: t.int({
        description: "The place to move to among the open tasks, from 0; beyond the last one: the last.",
      }),
    }),
  })
  .validate(
    z.object({
      id: z.any(),
      title: titleRule.nullish(),
      description: descriptionRule.nullish(),
      completed: z.boolean().nullish(),
      timerSeconds: lengthRule.nullish(),
      position: z.number().min(0, place).nullish(),
    }),
  );

function taskInput(name: string) {
  return builder.inputType(name, {
    description: "Which task.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: TaskType, description: "The task's global id." }),
    }),
  });
}

function taskPayload(name: string, description: string) {
  return builder.objectRef<{ task: Task }>(name).implement({
    description,
    fields: (t) => ({
      task: t.field({ type: TaskType, description: "As it is now.", resolve: ({ task }) => task }),
    }),
  });
}

const DeleteTaskPayload = builder.objectRef<{ id: string }>("DeleteTaskPayload").implement({
  description: "The task is deleted; it can be restored for 30 days.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "Its global id.",
      resolve: ({ id }) => ({ id, type: TaskType }),
    }),
  }),
});

const DeleteTaskInput = taskInput("DeleteTaskInput");
const RestoreTaskInput = taskInput("RestoreTaskInput");
const CreateTaskPayload = taskPayload("CreateTaskPayload", "The task stands at the end of the list.");
const UpdateTaskPayload = taskPayload("UpdateTaskPayload", "The task was changed.");
const RestoreTaskPayload = taskPayload("RestoreTaskPayload", "The task is back.");
const what = { required: true, description: "Which one." } as const;

builder.mutationFields((t) => ({
  createTask: t.withAuth({ anyScope: ["write"] }).field({
    type: CreateTaskPayload,
    errors: { types: [InvalidInputError, IdempotencyConflict, TooManyTasks, NotFound] },
    description: "Makes a task at the end of the viewer's list. Takes the scope `write`.",
    args: { input: t.arg({ type: CreateTaskInput, required: true, description: "The task." }) },
    resolve: async (_root, { input }, context) => {
      const { description, idempotencyKey, timerSeconds, title } = input;
      const task = await createTask(tasksContext(context, context.viewer.userId), {
        title: cleanTitle(title),
        description: description ?? "",
        lengthMs: timerSeconds == null ? null : milliseconds(timerSeconds),
        idempotencyKey: idempotencyKey ?? null,
      });
      return { task };
    },
  }),
  updateTask: t.withAuth({ anyScope: ["write"] }).field({
    type: UpdateTaskPayload,
    errors: { types: [InvalidInputError, NotFound] },
    description: "Changes, completes, reopens or moves a task. Takes the scope `write`.",
    args: { input: t.arg({ type: UpdateTaskInput, required: true, description: "What to change." }) },
    resolve: async (_root, { input }, context) => {
      const { completed, description, id, position, timerSeconds, title } = input;
      const task = await updateTask(tasksContext(context, context.viewer.userId), rowId(id.id), {
        title: title == null ? undefined : cleanTitle(title),
        description: description ?? undefined,
        completed: completed ?? undefined,
        lengthMs: timerSeconds == null ? timerSeconds : milliseconds(timerSeconds),
        position: position ?? undefined,
      });
      return { task };
    },
  }),
  deleteTask: t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteTaskPayload,
    errors: { types: [NotFound] },
    description:
      "Deletes a task; it can be restored for 30 days, its timer with it. Deleting it again changes nothing.",
    args: { input: t.arg({ type: DeleteTaskInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const id = rowId(input.id.id);
      await deleteTask(tasksContext(context, context.viewer.userId), id);
      return { id };
    },
  }),
  restoreTask: t.withAuth({ anyScope: ["write"] }).field({
    type: RestoreTaskPayload,
    errors: { types: [RestoreTooLate, NotFound] },
    description: "Brings a deleted task back to its place, within 30 days.",
    args: { input: t.arg({ type: RestoreTaskInput, ...what }) },
    resolve: async (_root, { input }, context) => ({
      task: await restoreTask(tasksContext(context, context.viewer.userId), rowId(input.id.id)),
    }),
  }),
}));
