import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { createLoginTokens } from "../../accounts/logins/login-token.ts";
import { TIMER_TOPIC } from "../task-topics.ts";

/** A person with timers, and their login's token. */
export interface TimerOwner {
  readonly userId: string;
  readonly token: string;
}

/** A running timer as planned. Epoch milliseconds. */
export interface PlannedTimer {
  readonly userId: string;
  readonly taskId: string;
  readonly timerId: string;
  readonly runId: string;
  readonly endsAt: number;
}

/** What became of a planned timer, with everything that each completion writes once. */
export interface TimerHistory {
  readonly runId: string;
  readonly end: string | null;
  /** Epoch milliseconds; null: it has not ended. */
  readonly endedAt: number | null;
  /** The run's milliseconds, and those added to its task. */
  readonly ranMs: number | null;
  readonly taskRanMs: number;
  readonly version: number;
  /** The number of outbox rows, and when the first was written by the database's clock. */
  readonly notes: number;
  readonly notedAt: number | null;
}

/** The length of every timer of a flood; only its end matters. Milliseconds. */
const FLOOD_LENGTH_MS = 1_500_000;
const LOGIN_MS = 86_400_000;

/** Makes people and their logins, signed with the servers' key. */
export async function timerOwners(pool: Pool, secretKey: string, people: number): Promise<TimerOwner[]> {
  const now = Date.now();
  const expiresAt = now + LOGIN_MS;
  const logins = Array.from({ length: people }, () => ({
    userId: randomUUID(),
    authSessionId: randomUUID(),
  }));
  await pool.query(
    `WITH made AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS m (user_id, session_id)),
      people AS (INSERT INTO users (id, created_at) SELECT user_id, now() FROM made)
    INSERT INTO auth_sessions (id, user_id, expires_at)
      SELECT session_id, user_id, now() + interval '1 day' FROM made`,
    [logins.map(({ userId }) => userId), logins.map(({ authSessionId }) => authSessionId)],
  );
  const tokens = createLoginTokens(secretKey);
  return Promise.all(
    logins.map(async ({ userId, authSessionId }) => ({
      userId,
      token: await tokens.sign({ userId, authSessionId, issuedAt: now, expiresAt }),
    })),
  );
}

/**
 * Starts timers that end one after another, with each person's spread over the whole window.
 *
 * @param each the number of timers per person
 * @param startMs milliseconds from now, by the database's clock, until the first ends
 * @param windowMs the milliseconds within which all of them end
 */
export async function floodOfTimers(
  pool: Pool,
  owners: readonly TimerOwner[],
  each: number,
  startMs: number,
  windowMs: number,
): Promise<PlannedTimer[]> {
  const { rows } = await pool.query<PlannedTimer>(
    `WITH planned AS MATERIALIZED (
      SELECT o.user_id, n, gen_random_uuid() AS task_id, gen_random_uuid() AS timer_id, gen_random_uuid() AS run_id,
        (clock_timestamp() + make_interval(secs => ($3::float8 + $4::float8 * (n * $5::int + o.place - 1)
          / ($2::int * $5::int)) / 1000))::timestamptz(3) AS ends_at
      FROM unnest($1::uuid[]) WITH ORDINALITY AS o (user_id, place), generate_series(0, $2::int - 1) n
    ), tasks AS (
      INSERT INTO tasks (id, user_id, title, rank, length_ms, created_at)
      SELECT task_id, user_id, 'Eggs', n, $6::float8, now() FROM planned
    ), runs AS (
      INSERT INTO timer_runs (id, user_id, task_id, length_ms, started_at)
      SELECT run_id, user_id, task_id, $6, ends_at - make_interval(secs => $6 / 1000) FROM planned
    ), timers AS (
      INSERT INTO timers (id, user_id, task_id, status, run_id, length_ms, started_at, ends_at)
      SELECT timer_id, user_id, task_id, 'RUNNING', run_id, $6, ends_at - make_interval(secs => $6 / 1000), ends_at
      FROM planned
    )
    SELECT user_id AS "userId", task_id AS "taskId", timer_id AS "timerId", run_id AS "runId",
      (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt" FROM planned`,
    [owners.map(({ userId }) => userId), each, startMs, windowMs, owners.length, FLOOD_LENGTH_MS],
  );
  return rows;
}

/** The history of every run in the database. */
export async function timerHistories(pool: Pool): Promise<TimerHistory[]> {
  const { rows } = await pool.query<TimerHistory>(
    `SELECT r.id AS "runId", r."end", (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAt",
      r.ran_ms AS "ranMs", k.ran_ms AS "taskRanMs", t.version, count(o.sequence)::int AS notes,
      (extract(epoch FROM min(o.created_at)) * 1000)::float8 AS "notedAt"
    FROM timer_runs r JOIN tasks k ON k.id = r.task_id JOIN timers t ON t.task_id = r.task_id
    LEFT JOIN outbox o ON o.user_id = r.user_id AND o.topic = '${TIMER_TOPIC}' AND o.subject_id = t.id
    GROUP BY r.id, k.id, t.id`,
  );
  return rows;
}

/** The faults of a planned timer's history: it should complete once, at its end, and not before. */
export function faultsOf(planned: Pick<PlannedTimer, "endsAt">, found: TimerHistory | undefined): string[] {
  if (!found) return ["its run is gone"];
  const { end, endedAt, notedAt, notes, ranMs, taskRanMs, version } = found;
  const faults: string[] = [];
  if (end !== "COMPLETED") faults.push(`it ended as ${end}`);
  if (endedAt !== planned.endsAt) faults.push(`it ended at ${endedAt} instead of ${planned.endsAt}`);
  if (ranMs !== FLOOD_LENGTH_MS) faults.push(`it ran ${ranMs} ms`);
  if (taskRanMs !== FLOOD_LENGTH_MS) faults.push(`its task got ${taskRanMs} ms`);
  if (version !== 2 || notes !== 1)
    faults.push(`it changed ${version - 1} times and was noted ${notes} times`);
  if (notedAt !== null && notedAt < planned.endsAt)
    faults.push(`it was completed ${planned.endsAt - notedAt} ms early`);
  return faults;
}
