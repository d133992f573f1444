import type { Pool } from "pg";
import type { Timer } from "../../generated/prisma/client.ts";
import { USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { requestError } from "../../platform/errors.ts";
import { shownTimers } from "../task-lists.ts";
import { TIMER_TOPIC } from "../task-topics.ts";

/** How far before `since` a resumed reader starts: longer than a change takes to commit on a busy server. */
const SLACK_MS = 5_000;

/** The same error for an unknown task and for another person's. */
export function noSuchTask() {
  return requestError("NOT_FOUND", "This task does not exist.");
}

/** A person's timers as they change, read from where the last reading ended. */
export interface TimerReader {
  /** Those that changed since the last call, as they are now. A change is never missed, but may be returned twice. */
  changed(): Promise<readonly Timer[]>;
}

/**
 * Reads from the outbox, so that it finds what any process has changed.
 *
 * @param taskId only this task's timer; null: all
 * @param since epoch milliseconds to start from; null: from now on
 */
export async function timerReader(
  { pool, prisma }: DatabaseHandle,
  userId: string,
  taskId: string | null,
  since: number | null,
): Promise<TimerReader> {
  let upTo = await startOf(pool, userId, since);
  return {
    async changed() {
      const found = await changesAfter(pool, userId, upTo);
      upTo = found.upTo;
      if (found.ids.length === 0 && !found.everything) return [];
      const some = await prisma.timer.findMany({
        where: { userId, id: { in: found.ids }, task: { deletedAt: null }, ...(taskId ? { taskId } : {}) },
        orderBy: [{ endedAt: "asc" }, { id: "asc" }],
      });
      // A guest's data was claimed, or something changed that all timers depend on.
      if (!found.everything) return some;
      const shown = await prisma.timer.findMany(shownTimers(userId));
      const more = shown.filter((timer) => taskId === null || timer.taskId === taskId);
      return [...new Map([...some, ...more].map((timer) => [timer.id, timer])).values()];
    },
  };
}

async function startOf(pool: Pool, userId: string, since: number | null): Promise<number> {
  const { rows } = await pool.query<{ sequence: number }>({
    name: "tasks-reader-start",
    text: `SELECT coalesce((SELECT min(o.sequence) - 1 FROM outbox o
        WHERE o.user_id = u.id AND o.created_at >= $2::timestamptz), u.sequence) AS sequence
      FROM users u WHERE u.id = $1`,
    values: [userId, since === null ? null : new Date(since - SLACK_MS)],
  });
  return rows[0]?.sequence ?? 0;
}

async function changesAfter(pool: Pool, userId: string, after: number) {
  const { rows } = await pool.query<{ upTo: number; ids: string[]; everything: boolean }>({
    name: "tasks-reader-changes",
    text: `SELECT u.sequence AS "upTo", coalesce(bool_or(o.topic = '${USER_TOPIC}'), false) AS everything,
        coalesce(array_agg(DISTINCT o.subject_id) FILTER (WHERE o.topic = '${TIMER_TOPIC}'), '{}') AS ids
      FROM users u LEFT JOIN outbox o
        ON o.user_id = u.id AND o.sequence > $2 AND o.topic IN ('${TIMER_TOPIC}', '${USER_TOPIC}')
      WHERE u.id = $1 GROUP BY u.sequence`,
    values: [userId, after],
  });
  return rows[0] ?? { upTo: after, ids: [], everything: false };
}
