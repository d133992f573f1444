import type { Database } from "../packages/api/src/platform/database/open.ts";

/** How much to fill the database with. */
export interface SeedSize {
  readonly people: number;
  /** Days on which each person works, one per week; the last is today. */
  readonly daysEach: number;
  readonly sessionsADay: number;
  readonly questionsASession: number;
}

/** A million questions: a thousand people who have worked one day per week for a year. */
export const aMillionQuestions: SeedSize = {
  people: 1000,
  daysEach: 50,
  sessionsADay: 2,
  questionsASession: 10,
};

/** Length of a question in milliseconds; lengths vary, so that the sums differ. */
const questionMs = "(300000 + 1000 * ((p * 31 + d * 7 + q * 13) % 90))";

// Questions of a session follow each other: the q-th starts after q times the maximum length of a question.
const questionStart = `session.started_at + q * interval '400 seconds'`;

/**
 * Fills an empty database with sessions and questions, each row with the sums that the product would have
 * stored, in the order of their creation. Each person's last session is running. The event log stays empty,
 * because no summary reads it.
 */
export async function seed({ pool }: Pick<Database, "pool">, size: SeedSize): Promise<void> {
  const { people, daysEach, sessionsADay, questionsASession } = size;
  const connection = await pool.connect();
  try {
    await connection.query("BEGIN");
    // Turns off foreign key checks: the rows are consistent by construction, and the checks take most of the time.
    await connection.query("SET LOCAL session_replication_role = replica");
    await connection.query(
      `CREATE TEMPORARY TABLE session ON COMMIT DROP AS
        SELECT md5('person ' || p)::uuid AS user_id, md5(format('session %s %s %s', p, d, s))::uuid AS id, p, d, s,
          date_trunc('day', now()) - (d * 7) * interval '1 day' + (s * 2) * interval '1 hour'
            + (p % 30) * interval '1 minute' AS started_at
        FROM generate_series(1, $1::int) p, generate_series(0, $2::int - 1) d, generate_series(0, $3::int - 1) s`,
      [people, daysEach, sessionsADay],
    );
    await connection.query(
      `INSERT INTO users (id, timezone, created_at)
        SELECT md5('person ' || p)::uuid, 'UTC', now() - interval '2 years' FROM generate_series(1, $1::int) p`,
      [people],
    );
    await connection.query(
      `INSERT INTO questions (id, user_id, session_id, index, started_at, ended_at, raw_ms, active_ms, target_ms)
        SELECT md5(format('question %s %s', id, q))::uuid, user_id, id, q + 1, ${questionStart},
          ${questionStart} + ${questionMs} * interval '1 millisecond', ${questionMs}, ${questionMs}, 330000
        FROM session, generate_series(0, $1::int - 1) q ORDER BY d DESC, s, q, p`,
      [questionsASession],
    );
    await connection.query(insertSessions, [questionsASession]);
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK");
    throw error;
  } finally {
    connection.release();
  }
  // What autovacuum would do within minutes: planner statistics, and pages marked all-visible.
  await pool.query("VACUUM ANALYZE");
}

const insertSessions = `
  INSERT INTO work_sessions (id, user_id, key, version, timezone, target_ms, abandon_after_hours, started_at,
    last_event_at, event_count, ended_at, end_reason, is_current, current_id, current_started_at,
    question_count, raw_ms, active_ms, target_sum_ms)
  SELECT id, user_id, id, $1::int + 1, 'UTC', 330000, 24, started_at, ended_at, $1::int + 1,
    CASE WHEN NOT runs THEN ended_at END, CASE WHEN NOT runs THEN 'EXIT'::"SessionEndReason" END, runs,
    CASE WHEN runs THEN md5(format('question %s %s', id, $1::int))::uuid END, CASE WHEN runs THEN ended_at END,
    $1::int, ms, ms, 330000 * $1::int
  FROM (
    SELECT session.*, started_at + $1::int * interval '400 seconds' AS ended_at,
      d = 0 AND s = max(s) OVER () AS runs,
      (SELECT sum(${questionMs}) FROM generate_series(0, $1::int - 1) q) AS ms
    FROM session
  ) whole
  ORDER BY d DESC, s, p`;
