import type { Pool } from "pg";
import { FROM_JSON, type TaskJson } from "../generated/columns.ts";
import type { Task } from "../generated/prisma/client.ts";
import { type ChangedRow, changeReader, tellChanges } from "../platform/changes/change-reader.ts";
import type { Batch } from "../platform/streams/pubsub-streams.ts";
import { TASK_TOPIC } from "./task-topics.ts";

/** A change of a person's tasks, as subscribers are told. */
export interface TaskChangeTold {
  readonly kind: "CREATED" | "CHANGED" | "MOVED" | "DELETED" | "RESTORED" | "LIST";
  /** The task as it is now; null: it is deleted, or no single one can be named. */
  readonly task: Task | null;
  readonly deletedId: string | null;
}

/**
 * A person's tasks as they change. Each call gives what has changed since the last one.
 *
 * @param since epoch milliseconds to start from; null: from now on
 */
export async function followTasks(
  pool: Pool,
  userId: string,
  since: number | null,
): Promise<() => Promise<Batch<TaskChangeTold>>> {
  // The totals of a week depend on the time zone.
  const followed = { topic: TASK_TOPIC, table: "tasks", dependsOnDates: true } as const;
  const reader = await changeReader<TaskJson>(pool, userId, followed, since);
  return tellChanges(reader, taskChange, { kind: "LIST", task: null, deletedId: null });
}

function taskChange({ id, kinds, row }: ChangedRow<TaskJson>): TaskChangeTold[] {
  const task = row && FROM_JSON.Task(row);
  if (!task || task.deletedAt) return [{ kind: "DELETED", task: null, deletedId: id }];
  const kind = (["RESTORED", "CREATED", "MOVED"] as const).find((each) => kinds.has(each)) ?? "CHANGED";
  return [{ kind, task, deletedId: null }];
}
