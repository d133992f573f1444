import { FROM_JSON, type TimerJson } from "../../generated/columns.ts";
import type { Timer } from "../../generated/prisma/client.ts";
import { type ChangedRow, changeReader, tellChanges } from "../../platform/changes/change-reader.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { requestError } from "../../platform/errors.ts";
import type { Batch } from "../../platform/streams/pubsub-streams.ts";
import { TIMER_TOPIC } from "../task-topics.ts";

/** The same error for an unknown task and for another person's. */
export function noSuchTask() {
  return requestError("NOT_FOUND", "This task does not exist.");
}

/** A change of a person's timers, as subscribers are told. */
export interface TimerChange {
  readonly kind: "CHANGED" | "DELETED" | "RESTORED" | "LIST";
  /** The timer as it is now; null: it is deleted, or no single one can be named. */
  readonly timer: Timer | null;
  readonly deletedId: string | null;
  /** The task whose timer it is, deleted or not; null: no single one can be named. */
  readonly taskId: string | null;
}

/**
 * A person's timers as they change. Each call gives what has changed since the last one.
 *
 * @param taskId only this task's timer; null: all
 * @param since epoch milliseconds to start from; null: from now on
 * @throws NOT_FOUND for a task that does not exist or is not theirs
 */
export async function followTimers(
  { pool, prisma }: DatabaseHandle,
  userId: string,
  taskId: string | null,
  since: number | null,
): Promise<() => Promise<Batch<TimerChange>>> {
  if (taskId !== null) {
    const where = { userId_id: { userId, id: taskId }, deletedAt: null };
    if (!(await prisma.task.findUnique({ where, select: { id: true } }))) throw noSuchTask();
  }
  const followed = { topic: TIMER_TOPIC, table: "timers", dependsOnDates: false } as const;
  const reader = await changeReader<TimerJson>(pool, userId, followed, since);
  const isFollowed = (change: TimerChange) => taskId === null || change.taskId === taskId;
  return tellChanges(reader, (row) => timerChange(row).filter(isFollowed), {
    kind: "LIST",
    timer: null,
    deletedId: null,
    taskId: null,
  });
}

function timerChange({ id, kinds, row }: ChangedRow<TimerJson>): TimerChange[] {
  // Purged with its task, whose deletion was told.
  if (!row) return [];
  const timer = FROM_JSON.Timer(row);
  const { suspended, taskId } = timer;
  if (suspended) return [{ kind: "DELETED", timer: null, deletedId: id, taskId }];
  return [{ kind: kinds.has("RESTORED") ? "RESTORED" : "CHANGED", timer, deletedId: null, taskId }];
}
