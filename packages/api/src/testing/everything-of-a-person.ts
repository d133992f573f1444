import type { Pool } from "pg";
import type { EventRow, QuestionRow, SessionRow } from "../tracking/session-row.ts";

/** All rows that a person owns in tracking. */
export interface PersonsRows {
  readonly user: { readonly sequence: number };
  readonly sessions: readonly SessionRow[];
  readonly events: readonly EventRow[];
  readonly questions: readonly QuestionRow[];
  readonly outbox: readonly { readonly sequence: number; readonly subject_id: string }[];
}

const EVERYTHING = {
  name: "everything-of-a-person",
  text: `SELECT jsonb_build_object(
    'user', to_jsonb(u),
    'sessions', (SELECT coalesce(jsonb_agg(s ORDER BY s.id), '[]') FROM work_sessions s WHERE s.user_id = u.id),
    'events', (SELECT coalesce(jsonb_agg(e ORDER BY e.session_id, e.position), '[]')
      FROM tracker_events e WHERE e.user_id = u.id),
    'questions', (SELECT coalesce(jsonb_agg(q ORDER BY q.session_id, q.started_at), '[]')
      FROM questions q WHERE q.user_id = u.id),
    'tasks', (SELECT coalesce(jsonb_agg(t ORDER BY t.id), '[]') FROM tasks t WHERE t.user_id = u.id),
    'timers', (SELECT coalesce(jsonb_agg(t ORDER BY t.id), '[]') FROM timers t WHERE t.user_id = u.id),
    'runs', (SELECT coalesce(jsonb_agg(r ORDER BY r.id), '[]') FROM timer_runs r WHERE r.user_id = u.id),
    'habits', (SELECT coalesce(jsonb_agg(h ORDER BY h.id), '[]') FROM habits h WHERE h.user_id = u.id),
    'logs', (SELECT coalesce(jsonb_agg(l ORDER BY l.id), '[]') FROM habit_logs l WHERE l.user_id = u.id),
    'days', (SELECT coalesce(jsonb_agg(d ORDER BY d.habit_id, d.date), '[]')
      FROM habit_days d WHERE d.user_id = u.id),
    'links', (SELECT coalesce(jsonb_agg(l ORDER BY l.id), '[]') FROM habit_links l WHERE l.user_id = u.id),
    'flow', (SELECT to_jsonb(f) FROM habit_flows f WHERE f.user_id = u.id),
    'outbox', (SELECT coalesce(jsonb_agg(o ORDER BY o.sequence), '[]') FROM outbox o WHERE o.user_id = u.id),
    'tokens', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'last_used_at' ORDER BY t.id), '[]')
      FROM api_tokens t WHERE t.user_id = u.id),
    'keys', (SELECT coalesce(jsonb_agg(k ORDER BY k.key), '[]') FROM idempotency_keys k WHERE k.user_id = u.id)
  )::text AS everything FROM users u WHERE u.id = $1`,
};

/**
 * Every row of a person as one text: equal texts mean that nothing changed, byte for byte. When a token was
 * last used is left out.
 */
export async function everythingOf(pool: Pool, userId: string): Promise<string> {
  const { rows } = await pool.query<{ everything: string }>({ ...EVERYTHING, values: [userId] });
  return rows[0]?.everything ?? "";
}

/** The same as rows. */
export function rowsIn(everything: string): PersonsRows {
  return JSON.parse(everything);
}

/**
 * Every row of a person in every table that has an owner, found in the catalogue so that a new table is
 * covered by itself; without the instants of last use, which any reading may move.
 *
 * @param without acts whose entries in the audit log are left out
 */
export async function everyRowOf(
  pool: Pool,
  userId: string,
  without: readonly string[] = [],
): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'user_id' ORDER BY table_name`,
  );
  const parts = tables.rows.map(
    ({ name }) => `'${name}', (SELECT coalesce(jsonb_agg(r ORDER BY r::text), '[]')
      FROM (SELECT to_jsonb(t) - 'last_used_at' AS r FROM "${name}" t WHERE t.user_id = u.id) o
      WHERE NOT coalesce(r ->> 'act' = ANY($2), false))`,
  );
  const { rows } = await pool.query<{ everything: string }>(
    `SELECT jsonb_build_object('user', to_jsonb(u), ${parts.join(", ")})::text AS everything
     FROM users u WHERE u.id = $1`,
    [userId, without],
  );
  return rows[0]?.everything ?? "";
}
