import type { Task } from "../generated/prisma/client.ts";
import { type Change, makeChange } from "../platform/changes/change.ts";
import { refuseLateRestore } from "../platform/changes/deleted-rows.ts";
import { refuseOtherVersion } from "../platform/changes/expected-version.ts";
import { claimKey } from "../platform/changes/idempotency.ts";
import { NotFound } from "../platform/failures.ts";
import { newId } from "../platform/ids.ts";
import { lastRank, rankAt } from "../platform/ranks/ranks.ts";
import type { TasksContext } from "./context.ts";
import { TooManyTasks } from "./errors.ts";
import { OPEN_TASKS } from "./task-order.ts";
import { TASK_TOPIC, TIMER_TOPIC } from "./task-topics.ts";
import { endTimer } from "./timers/timer-ending.ts";

/** Nobody works through a longer list, and every move reads it. */
const MOST_OPEN = 10_000;

/** A new task. Lengths in milliseconds; null: none. */
export interface NewTask {
  readonly title: string;
  readonly description: string;
  readonly lengthMs: number | null;
  readonly idempotencyKey: string | null;
}

/** The changes to a task; undefined: unchanged. */
export interface TaskChange {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly completed?: boolean | undefined;
  /** Milliseconds; null: none from now on. */
  readonly lengthMs?: number | null | undefined;
  /** The position among the open tasks, from 0; beyond the last one: the last. */
  readonly position?: number | undefined;
  /** The version that the change was made from; undefined: any. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Makes a task at the end of the list, once per idempotency key: a retry returns the task that was made, as it is now.
 *
 * @throws IdempotencyConflict, TooManyTasks; NotFound when the task made under the key was deleted since
 */
export async function createTask(context: TasksContext, input: NewTask): Promise<Task> {
  return makeChange(context, async (change) => {
    const { changed, now, transaction, userId } = change;
    const { description, idempotencyKey: key, lengthMs, title } = input;
    const id = newId(now);
    const content = [title, description, lengthMs];
    const madeId = await claimKey(transaction, {
      userId,
      key,
      operation: "createTask",
      content,
      resultId: id,
    });
    if (madeId !== null) return existingTask(change, madeId);
    await refuseTooManyOpen(change);
    const rank = await lastRank(change, OPEN_TASKS);
    const data = { id, userId, title, description, lengthMs, rank, createdAt: new Date(now) };
    const task = await transaction.task.create({ data });
    await transaction.timer.create({ data: { id: newId(now), userId, taskId: id } });
    changed(TASK_TOPIC, id, "CREATED");
    return task;
  });
}

/**
 * Changes the given fields. Completing a task ends its timer; a reopened task is in its old place. Setting the present
 * values changes nothing.
 *
 * @throws NotFound, VersionConflict, TooManyTasks
 */
export async function updateTask(context: TasksContext, id: string, input: TaskChange): Promise<Task> {
  return makeChange(context, async (change) => {
    const task = await existingTask(change, id);
    const { completed, description, lengthMs, title } = input;
    const wasCompleted = task.completedAt !== null;
    const isOpen = !(completed ?? wasCompleted);
    const moves = input.position !== undefined && isOpen;
    const rank = moves ? await rankAt(change, OPEN_TASKS, id, input.position) : null;
    if (rank === null && isAsItWas(task, input)) return task;
    refuseOtherVersion("Task", task, input.expectedVersion);
    const completes = completed === true && !wasCompleted;
    const reopens = completed === false && wasCompleted;
    if (reopens) await refuseTooManyOpen(change);
    if (completes) await endTimer(change, id);
    change.changed(TASK_TOPIC, id, rank !== null || completes || reopens ? "MOVED" : "CHANGED");
    return change.transaction.task.update({
      where: { userId_id: { userId: change.userId, id } },
      data: {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(lengthMs === undefined ? {} : { lengthMs }),
        ...(completes ? { completedAt: new Date(change.now) } : {}),
        ...(reopens ? { completedAt: null } : {}),
        ...(rank === null ? {} : { rank }),
        version: { increment: 1 },
      },
    });
  });
}

/**
 * Deletes a task; it can be restored for 30 days. Its timer stays as it is and comes back with it; if its end passes in
 * the meantime, it is over then. Deleting it again changes nothing.
 *
 * @throws NotFound
 */
export async function deleteTask(context: TasksContext, id: string): Promise<void> {
  await makeChange(context, async (change) => {
    const { changed, now, transaction, userId } = change;
    const task = await transaction.task.findUnique({ where: { userId_id: { userId, id } } });
    if (!task) throw new NotFound("This task");
    if (task.deletedAt) return;
    const data = { deletedAt: new Date(now), version: { increment: 1 } };
    await transaction.task.update({ where: { userId_id: { userId, id } }, data });
    await suspendTimer(change, id, true);
    changed(TASK_TOPIC, id, "DELETED");
  });
}

/** Restores a deleted task to its place. @throws NotFound, RestoreTooLate, TooManyTasks */
export async function restoreTask(context: TasksContext, id: string): Promise<Task> {
  return makeChange(context, async (change) => {
    const { changed, now, transaction, userId } = change;
    const where = { userId_id: { userId, id } };
    const task = await transaction.task.findUnique({ where });
    if (!task) throw new NotFound("This task");
    if (!task.deletedAt) return task;
    refuseLateRestore(task.deletedAt.getTime(), now);
    if (!task.completedAt) await refuseTooManyOpen(change);
    await suspendTimer(change, id, false);
    changed(TASK_TOPIC, id, "RESTORED");
    const data = { deletedAt: null, version: { increment: 1 } };
    return transaction.task.update({ where, data });
  });
}

/** Refuses one more open task. @throws TooManyTasks */
async function refuseTooManyOpen({ transaction, userId }: Change): Promise<void> {
  const open = await transaction.task.count({ where: { userId, completedAt: null, deletedAt: null } });
  if (open >= MOST_OPEN) throw new TooManyTasks(MOST_OPEN);
}

/** Whether the input changes nothing but the position. */
function isAsItWas(task: Task, { completed, description, lengthMs, title }: TaskChange): boolean {
  const isCompleted = task.completedAt !== null;
  return (
    (title ?? task.title) === task.title &&
    (description ?? task.description) === task.description &&
    (lengthMs === undefined || lengthMs === task.lengthMs) &&
    (completed ?? isCompleted) === isCompleted
  );
}

/** Keeps the timer of a deleted task from completing. Subscribers of its ticks learn that it is gone, or back. */
async function suspendTimer(
  { changed, transaction, userId }: Change,
  taskId: string,
  suspended: boolean,
): Promise<void> {
  const where = { userId_taskId: { userId, taskId } };
  const { id } = await transaction.timer.update({ where, data: { suspended, version: { increment: 1 } } });
  changed(TIMER_TOPIC, id, suspended ? "DELETED" : "RESTORED");
}

async function existingTask({ transaction, userId }: Change, id: string): Promise<Task> {
  const where = { userId_id: { userId, id }, deletedAt: null };
  const task = await transaction.task.findUnique({ where });
  if (!task) throw new NotFound("This task");
  return task;
}
