import type { Prisma } from "../generated/prisma/client.ts";

/** A run or a session beside a habit that it counts, or counted, towards. */
export interface Flow {
  readonly origin: "TIMER" | "WORK_SESSION";
  readonly sourceId: string;
  /** When it began, epoch milliseconds. */
  readonly startedAt: number;
  /** What it ran, milliseconds. */
  readonly ms: number;
  /** What it is called; empty: it has no name. */
  readonly title: string;
  /** Whether it stands: it has ended, and was not deleted or reopened. */
  readonly counts: boolean;
  readonly habitId: string;
  /** The log that was made of it, also one that the person has deleted; null: none was. */
  readonly logId: string | null;
  readonly logMinutes: number | null;
  readonly logDate: string | null;
  readonly sourceMinutes: number | null;
  readonly logDeleted: boolean;
}

/** What was told of since it was looked at last. */
export interface ToldOf {
  readonly sessions: readonly string[];
  readonly timers: readonly string[];
  readonly tasks: readonly string[];
}

/**
 * The runs and sessions that may have changed, each with the habits that it counts towards by a link, or has counted
 * towards before. Sessions of the last month are looked at beside those that were told of, since one that a new one
 * has closed is told of by that alone.
 */
export async function readFlows(
  transaction: Prisma.TransactionClient,
  userId: string,
  { sessions, tasks, timers }: ToldOf,
): Promise<Flow[]> {
  return transaction.$queryRaw<Flow[]>`
    WITH sources AS (
      SELECT 'WORK_SESSION' AS origin, s.id, s.started_at, s.ended_at, s.active_ms AS ms, '' AS title,
        s.ended_at IS NOT NULL AND s.deleted_at IS NULL AS counts, NULL::uuid AS task_id
      FROM work_sessions s
      WHERE s.user_id = ${userId}::uuid
        AND (s.id = ANY(${sessions}::uuid[])
          OR cardinality(${sessions}::uuid[]) > 0 AND s.started_at > now() - interval '30 days')
      UNION ALL
      SELECT 'TIMER', r.id, r.started_at, r.ended_at, coalesce(r.ran_ms, 0), k.title,
        r.ended_at IS NOT NULL AND k.deleted_at IS NULL AND (r.phase IS NULL OR r.phase = 'WORK'), r.task_id
      FROM timer_runs r JOIN tasks k ON k.user_id = r.user_id AND k.id = r.task_id
      WHERE r.user_id = ${userId}::uuid AND r.task_id IN (
        SELECT unnest(${tasks}::uuid[])
        UNION SELECT t.task_id FROM timers t WHERE t.user_id = ${userId}::uuid AND t.id = ANY(${timers}::uuid[]))
    ), pairs AS (
      SELECT s.id, l.habit_id FROM sources s
      JOIN habit_links l ON l.user_id = ${userId}::uuid AND s.ended_at >= l.created_at
        AND CASE l.source WHEN 'WORK_SESSIONS' THEN s.origin = 'WORK_SESSION'
          WHEN 'TIMERS' THEN s.origin = 'TIMER' ELSE s.task_id = l.task_id END
      JOIN habits h ON h.id = l.habit_id AND h.archived_at IS NULL
      UNION
      SELECT s.id, g.habit_id FROM sources s
      JOIN habit_logs g ON g.user_id = ${userId}::uuid AND g.source_id = s.id
    )
    SELECT s.origin, s.id AS "sourceId", (extract(epoch FROM s.started_at) * 1000)::float8 AS "startedAt",
      s.ms, s.title, s.counts, p.habit_id AS "habitId", g.id AS "logId", g.minutes AS "logMinutes",
      g.date::text AS "logDate", g.source_minutes AS "sourceMinutes", g.deleted_at IS NOT NULL AS "logDeleted"
    FROM pairs p JOIN sources s ON s.id = p.id
    LEFT JOIN habit_logs g ON g.habit_id = p.habit_id AND g.source_id = p.id
    ORDER BY s.started_at, s.id`;
}
