import type { Pool } from "pg";
import { INSERT_INTO_OUTBOX } from "../platform/changes/outbox.ts";
import { TRACKING_TOPIC } from "./tracking-topics.ts";

/**
 * Marks the sessions whose last event is `abandon_after_hours` or more ago as abandoned at that event, by
 * the database's clock. Safe to run anywhere at any time: a late event takes the mark back.
 *
 * @returns the people whose sessions were marked
 */
export async function markAbandonedSessions(pool: Pool): Promise<string[]> {
  // The person's row is locked first, as every writer does, so that there are no deadlocks.
  const { rows } = await pool.query<{ user_id: string }>(`
    WITH due AS (
      SELECT s.id AS session_id, s.user_id FROM work_sessions s JOIN users u ON u.id = s.user_id
      WHERE s.ended_at IS NULL AND s.deleted_at IS NULL
        AND s.last_event_at <= now() - make_interval(hours => s.abandon_after_hours)
      FOR UPDATE OF u SKIP LOCKED
    ), moved AS (
      UPDATE users SET sequence = sequence + 1 FROM due WHERE users.id = due.user_id
      RETURNING users.id, users.sequence, due.session_id
    ), marked AS (
      UPDATE work_sessions s SET ended_at = s.last_event_at, end_reason = 'ABANDONED', version = s.version + 1
      FROM moved WHERE s.id = moved.session_id AND s.ended_at IS NULL
        AND s.last_event_at <= now() - make_interval(hours => s.abandon_after_hours)
      RETURNING s.user_id
    ), noted AS (
      ${INSERT_INTO_OUTBOX}
      SELECT id, sequence, '${TRACKING_TOPIC}', session_id, 'ENDED' FROM moved
    )
    SELECT user_id FROM marked`);
  return rows.map(({ user_id }) => user_id);
}
