import type { Pool } from "pg";
import type { EventRow, QuestionRow, SessionRow } from "./session-row.ts";

/** What one statement reads before deciding on an event. */
export interface TrackingFacts {
  /** The person's sequence number as read; the write is refused if it has changed. */
  readonly sequence: number;
  readonly timezone: string;
  readonly targetMs: number;
  readonly abandonAfterHours: number;
  /** An event already stored under the same client event id. */
  readonly known: EventRow | null;
  readonly knownSession: SessionRow | null;
  /** The session that events without a name mean. */
  readonly current: SessionRow | null;
  /** The session that the given name means now. */
  readonly named: SessionRow | null;
  /** When the person's next session after `named` started. */
  readonly nextStartedAt: string | null;
}

const FACTS_OF_PERSON = `u.sequence, u.timezone, u.target_ms AS "targetMs",
      u.abandon_after_hours AS "abandonAfterHours",
      to_jsonb(k) AS known, to_jsonb(ks) AS "knownSession", to_jsonb(c) AS current`;

const JOINED_TO_PERSON = `users u
    LEFT JOIN tracker_events k ON k.user_id = u.id AND k.client_event_id = $2
    LEFT JOIN work_sessions ks ON ks.user_id = u.id AND ks.id = k.session_id
    LEFT JOIN work_sessions c ON c.user_id = u.id AND c.is_current`;

const READ_FACTS = {
  name: "tracking-facts",
  text: `SELECT ${FACTS_OF_PERSON}, NULL AS named, NULL AS "nextStartedAt"
    FROM ${JOINED_TO_PERSON} WHERE u.id = $1`,
};

// OFFSET 0 keeps the planner from inverting the search and reading all of a person's sessions.
const READ_NAMED_FACTS = {
  name: "tracking-named-facts",
  text: `
    SELECT ${FACTS_OF_PERSON}, to_jsonb(n) AS named,
      (SELECT min(s.started_at) FROM work_sessions s
        WHERE s.user_id = u.id AND s.deleted_at IS NULL AND (s.started_at, s.id) > (n.started_at, n.id)
      )::text AS "nextStartedAt"
    FROM ${JOINED_TO_PERSON}
    LEFT JOIN LATERAL (
      SELECT s.* FROM (
        SELECT e.session_id FROM tracker_events e
          WHERE e.user_id = $1 AND e.client_event_id = $3 AND e.type = 'NEXT'
        UNION ALL
        SELECT e.session_id FROM tracker_events e
          WHERE e.user_id = $1 AND e.session_key = $3 AND e.position = 1 AND e.session_key <> e.client_event_id
      ) named, LATERAL (
        SELECT w.* FROM work_sessions w WHERE w.user_id = $1 AND w.id = named.session_id OFFSET 0
      ) s ORDER BY s.started_at DESC, s.id DESC LIMIT 1
    ) n ON true
    WHERE u.id = $1`,
};

/**
 * One read of everything that placing and applying an event needs. The name of a session is the client event id of the
 * NEXT that opened it. If that NEXT continued a session opened elsewhere, the name means that session. If a NEXT with
 * the name opened a new session after too long a gap, the name moves to the new one.
 *
 * @param sessionKey the name an event carries; null: none
 * @returns null when there is no such user
 */
export async function readFacts(
  pool: Pool,
  userId: string,
  clientEventId: string | null,
  sessionKey: string | null,
): Promise<TrackingFacts | null> {
  const statement =
    sessionKey === null
      ? { ...READ_FACTS, values: [userId, clientEventId] }
      : { ...READ_NAMED_FACTS, values: [userId, clientEventId, sessionKey] };
  const { rows } = await pool.query<TrackingFacts>(statement);
  return rows[0] ?? null;
}

/** One session of a person and the sequence number it was read at, for corrections. */
export interface SessionFacts {
  readonly sequence: number;
  readonly session: SessionRow;
  readonly current: SessionRow | null;
  /** Whether a session that is not deleted started after this one. */
  readonly superseded: boolean;
}

const READ_SESSION = `
  SELECT u.sequence, to_jsonb(s) AS session, to_jsonb(c) AS current,
    EXISTS (SELECT FROM work_sessions l WHERE l.user_id = u.id AND l.deleted_at IS NULL
      AND (l.started_at, l.id) > (s.started_at, s.id)) AS superseded
  FROM users u
  JOIN work_sessions s ON s.user_id = u.id
  LEFT JOIN work_sessions c ON c.user_id = u.id AND c.is_current
  WHERE u.id = $1`;

/** @returns null when the person has no such session, deleted ones included */
export async function readSession(
  pool: Pool,
  userId: string,
  sessionId: string,
): Promise<SessionFacts | null> {
  const text = `${READ_SESSION} AND s.id = $2`;
  const { rows } = await pool.query<SessionFacts>({ text, values: [userId, sessionId] });
  return rows[0] ?? null;
}

/** The session that holds a closed question, removed or not. @returns null when the person has no such question */
export async function readSessionOfQuestion(
  pool: Pool,
  userId: string,
  questionId: string,
): Promise<SessionFacts | null> {
  const text = `${READ_SESSION} AND s.id = (SELECT session_id FROM questions WHERE user_id = $1 AND id = $2)`;
  const { rows } = await pool.query<SessionFacts>({ text, values: [userId, questionId] });
  return rows[0] ?? null;
}

/** All closed questions of a session in chronological order, including removed ones. */
export async function readQuestions(pool: Pool, userId: string, sessionId: string): Promise<QuestionRow[]> {
  const { rows } = await pool.query<{ question: QuestionRow }>({
    name: "tracking-questions",
    text: `SELECT to_jsonb(q) AS question FROM questions q
      WHERE q.user_id = $1 AND q.session_id = $2 ORDER BY q.started_at`,
    values: [userId, sessionId],
  });
  return rows.map(({ question }) => question);
}

/** A session's log, in order. */
export async function readLog(pool: Pool, userId: string, sessionId: string): Promise<EventRow[]> {
  const { rows } = await pool.query<{ event: EventRow }>({
    name: "tracking-log",
    text: `SELECT to_jsonb(e) AS event FROM tracker_events e
      WHERE e.user_id = $1 AND e.session_id = $2 ORDER BY e.position`,
    values: [userId, sessionId],
  });
  return rows.map(({ event }) => event);
}
