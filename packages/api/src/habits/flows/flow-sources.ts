import { Prisma } from "../../generated/prisma/client.ts";
import { isWork } from "../../tasks/timers/runs-of-work.ts";

const RUN_IS_WORK = Prisma.raw(isWork("r.phase"));

/** A run or a session, with a habit whose log of it is out of date. */
export interface Flow {
  readonly origin: "TIMER" | "WORK_SESSION";
  readonly sourceId: string;
  readonly habitId: string;
  /** The whole minutes it should count; 0: it was deleted or has not ended, is a break, or is too short. */
  readonly minutes: number;
  /** When it began, epoch milliseconds. */
  readonly startedAt: number;
  /** Its title; empty: none. */
  readonly title: string;
  /** The log that was made of it, even if it does not count now; null: none yet. */
  readonly log: { readonly id: string; readonly date: string; readonly isCounted: boolean } | null;
  /** What the log says, and whether the person has edited it. */
  readonly logged: { readonly minutes: number; readonly edited: boolean; readonly isDeleted: boolean } | null;
}

/** The ids that the outbox has noted since the cursor. */
export interface ChangedIds {
  readonly sessions: readonly string[];
  readonly timers: readonly string[];
  readonly tasks: readonly string[];
}

interface Row {
  readonly origin: Flow["origin"];
  readonly sourceId: string;
  readonly habitId: string;
  readonly minutes: number;
  readonly startedAt: number;
  readonly title: string;
  readonly logId: string | null;
  readonly logDate: string;
  readonly logMinutes: number;
  readonly edited: boolean;
  readonly gone: boolean;
  readonly deleted: boolean;
}

/**
 * The runs and sessions from the outbox whose logs are out of date, for each habit that a link makes them count towards
 * or that already has a log of them. The session before each noted one is read too: when a new session closes the one
 * before, the outbox notes only the new one.
 *
 * @param most the size of a batch, the oldest first
 */
export async function readFlows(
  transaction: Prisma.TransactionClient,
  userId: string,
  { sessions, tasks, timers }: ChangedIds,
  most: number,
): Promise<Flow[]> {
  const rows = await transaction.$queryRaw<Row[]>`
    WITH told AS (
      SELECT s.id, s.started_at FROM work_sessions s
      WHERE s.user_id = ${userId}::uuid AND s.id = ANY(${sessions}::uuid[])
    ), sources AS (
      SELECT 'WORK_SESSION' AS origin, s.id, s.started_at, s.ended_at, s.active_ms AS ms, '' AS title,
        s.ended_at IS NOT NULL AND s.deleted_at IS NULL AS stands, NULL::uuid AS task_id
      FROM work_sessions s
      WHERE s.user_id = ${userId}::uuid AND s.id IN (
        SELECT id FROM told
        UNION SELECT b.id FROM told t CROSS JOIN LATERAL (
          SELECT p.id FROM work_sessions p WHERE p.user_id = ${userId}::uuid AND p.started_at < t.started_at
          ORDER BY p.started_at DESC LIMIT 1) b)
      UNION ALL
      SELECT 'TIMER', r.id, r.started_at, r.ended_at, coalesce(r.ran_ms, 0), k.title,
        r.ended_at IS NOT NULL AND k.deleted_at IS NULL AND ${RUN_IS_WORK}, r.task_id
      FROM timer_runs r JOIN tasks k ON k.user_id = r.user_id AND k.id = r.task_id
      WHERE r.user_id = ${userId}::uuid AND r.task_id IN (
        SELECT unnest(${tasks}::uuid[])
        UNION SELECT t.task_id FROM timers t WHERE t.user_id = ${userId}::uuid AND t.id = ANY(${timers}::uuid[]))
    ), counted AS (
      SELECT s.*, CASE WHEN s.stands THEN floor(s.ms / 60000 + 0.5)::int ELSE 0 END AS minutes FROM sources s
    ), pairs AS (
      SELECT s.id, l.habit_id FROM counted s
      JOIN habit_links l ON l.user_id = ${userId}::uuid AND s.ended_at >= l.created_at
        AND CASE l.source WHEN 'WORK_SESSIONS' THEN s.origin = 'WORK_SESSION'
          WHEN 'TIMERS' THEN s.origin = 'TIMER' ELSE s.task_id = l.task_id END
      JOIN habits h ON h.id = l.habit_id AND h.archived_at IS NULL
      UNION
      SELECT s.id, g.habit_id FROM counted s
      JOIN habit_logs g ON g.user_id = ${userId}::uuid AND g.source_id = s.id
    )
    SELECT s.origin, s.id AS "sourceId", p.habit_id AS "habitId", s.minutes, s.title,
      (extract(epoch FROM s.started_at) * 1000)::float8 AS "startedAt",
      g.id AS "logId", g.date::text AS "logDate", g.minutes AS "logMinutes", g.edited, g.source_gone AS gone,
      g.deleted_at IS NOT NULL AS deleted
    FROM pairs p JOIN counted s ON s.id = p.id
    LEFT JOIN habit_logs g ON g.habit_id = p.habit_id AND g.source_id = p.id
    WHERE CASE WHEN g.id IS NULL OR g.source_gone THEN s.minutes > 0 ELSE s.minutes <> g.source_minutes END
    ORDER BY s.started_at, s.id, p.habit_id LIMIT ${most}`;
  return rows.map(({ deleted, edited, gone, logDate, logId, logMinutes, ...flow }) => ({
    ...flow,
    log: logId === null ? null : { id: logId, date: logDate, isCounted: !gone && !deleted },
    logged: logId === null ? null : { minutes: logMinutes, edited, isDeleted: deleted },
  }));
}
