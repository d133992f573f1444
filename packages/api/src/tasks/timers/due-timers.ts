import { nextPosition, type PomodoroPlan, phaseLength } from "@pacekeeper/domain/tasks/pomodoro";
import type { Pool, PoolClient } from "pg";
import type { Timer } from "../../generated/prisma/client.ts";
import { INSERT_INTO_OUTBOX } from "../../platform/changes/outbox.ts";
import { selectList } from "../../platform/database/columns.ts";
import { newId } from "../../platform/ids.ts";
import { TIMER_TOPIC } from "../task-topics.ts";
import { isWork } from "./runs-of-work.ts";

/** A person with newly completed timers, and the sequence number of the last completion. */
export interface CompletedOf {
  readonly userId: string;
  readonly sequence: number;
}

/** The batch size of one statement: a longer queue takes several. */
const AT_ONCE = 500;

/** The timeout after which the database counts as unreachable, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The next phase begins by itself only this long after the last one ended: later, nobody was there for it. */
const FRESH_MS = 5 * 60_000;

/** A timer that was completed just now. */
interface Completed extends CompletedOf, Pick<Timer, "id" | "phase" | "worksDone"> {
  readonly endedAt: number;
  /** How long ago that was by the database's clock, in milliseconds. */
  readonly agoMs: number;
}

// The statement locks people's rows, as every writer does, together with their due timers. SKIP LOCKED leaves out rows
// that others have locked: there are no deadlocks, and two processes never complete the same timer. PostgreSQL checks
// a row again before it locks it, so a pause or an extension that came first wins. The end is the timer's own, however
// late this runs; only a clock that was set back during a pause can put it before the start.
const COMPLETE_DUE = {
  name: "tasks-complete-due",
  query_timeout: PATIENCE_MS,
  text: `
    WITH due AS (
      SELECT t.id, t.user_id FROM timers t
      JOIN tasks k ON k.user_id = t.user_id AND k.id = t.task_id
      JOIN users u ON u.id = t.user_id
      WHERE t.status = 'RUNNING' AND NOT t.suspended AND t.ends_at <= now() AND t.run_id <> ALL($2::uuid[])
        AND ($3::uuid IS NULL OR t.run_id = $3)
      ORDER BY t.ends_at LIMIT $1
      FOR UPDATE OF t, k, u SKIP LOCKED
    ), numbered AS (
      SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n,
        count(*) OVER (PARTITION BY user_id) AS many FROM due
    ), moved AS (
      UPDATE users u SET sequence = u.sequence + c.many::int
      FROM (SELECT DISTINCT user_id, many FROM numbered) c WHERE u.id = c.user_id
      RETURNING u.id, u.sequence - c.many::int AS base, u.sequence
    ), completed AS (
      UPDATE timers t SET status = 'COMPLETED', ended_at = t.ends_at, ends_at = NULL, last_run_id = t.run_id,
        version = t.version + 1
      FROM due WHERE t.id = due.id RETURNING t.*
    ), closed AS (
      UPDATE timer_runs r SET ended_at = greatest(c.ended_at, r.started_at), "end" = 'COMPLETED', ran_ms = r.length_ms
      FROM completed c WHERE r.user_id = c.user_id AND r.id = c.run_id AND r.ended_at IS NULL
    ), counted AS (
      UPDATE tasks k SET ran_ms = k.ran_ms + c.length_ms
      FROM completed c WHERE k.user_id = c.user_id AND k.id = c.task_id
        AND ${isWork("c.phase")}
    ), noted AS (
      ${INSERT_INTO_OUTBOX}
      SELECT n.user_id, m.base + n.n, '${TIMER_TOPIC}', n.id, 'CHANGED' FROM numbered n JOIN moved m ON m.id = n.user_id
    )
    SELECT c.id, c.user_id AS "userId", m.sequence, c.phase, c.works_done AS "worksDone",
      (extract(epoch FROM c.ended_at) * 1000)::float8 AS "endedAt",
      (extract(epoch FROM now() - c.ended_at) * 1000)::float8 AS "agoMs"
    FROM completed c JOIN moved m ON m.id = c.user_id`,
};

/**
 * Completes timers whose end has passed by the database's clock, each exactly once however many processes call this.
 * Where a plan starts the next phase by itself, that phase begins at the moment the last one ended. All of it, with
 * the outbox rows for subscribers, is one transaction.
 *
 * @param without runs to leave as they are
 * @param only this run alone; null: all that are due, up to a batch
 * @returns the people whose timers were completed; empty: none was due, or others have locked those that are
 */
export async function completeDueTimers(
  pool: Pool,
  without: readonly string[] = [],
  only: string | null = null,
): Promise<CompletedOf[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<Completed>({ ...COMPLETE_DUE, values: [AT_ONCE, without, only] });
    for (const completed of rows) await beginNextPhase(client, completed);
    await client.query("COMMIT");
    client.release();
    return [...new Map(rows.map(({ userId, sequence }) => [userId, { userId, sequence }])).values()];
  } catch (error) {
    // Closing the connection rolls everything back, even if the database no longer answers.
    client.release(true);
    throw error;
  }
}

// Needs no outbox row of its own: readers of the completion's row find the timer as it is by then.
const BEGIN_PHASE = {
  name: "tasks-begin-phase",
  text: `
    WITH begun AS (
      UPDATE timers SET status = 'RUNNING', run_id = $3, phase = $4::"PomodoroPhase", works_done = $5,
        length_ms = $6, started_at = to_timestamp($7::float8 / 1000),
        ends_at = to_timestamp(($7::float8 + $6) / 1000), ended_at = NULL, version = version + 1
      WHERE user_id = $1 AND id = $2 RETURNING *
    )
    INSERT INTO timer_runs (id, user_id, task_id, phase, length_ms, started_at)
    SELECT run_id, user_id, task_id, phase, length_ms, started_at FROM begun`,
};

const PLAN = {
  name: "tasks-plan",
  text: `SELECT ${selectList("PomodoroPlan", "p")} FROM pomodoro_plans p WHERE p.user_id = $1`,
};

/** A plan continues by itself up to the end of the long break, and only while the person may still be there. */
async function beginNextPhase(client: PoolClient, completed: Completed): Promise<void> {
  const { agoMs, endedAt, id, phase, userId, worksDone } = completed;
  if (phase === null || phase === "LONG_BREAK" || agoMs > FRESH_MS) return;
  const { rows } = await client.query<PomodoroPlan>({ ...PLAN, values: [userId] });
  const [plan] = rows;
  if (!plan?.startsNext) return;
  const next = nextPosition({ phase, worksDone }, plan);
  const lengthMs = phaseLength(next.phase, plan);
  const values = [userId, id, newId(endedAt), next.phase, next.worksDone, lengthMs, endedAt];
  await client.query({ ...BEGIN_PHASE, values });
}

/** @param without runs to leave as they are @returns the time until one is due, in ms; null: none is running */
export async function untilNextDue(pool: Pool, without: readonly string[] = []): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number }>({
    name: "tasks-next-due",
    // The driver knows this option, its types do not.
    ...{ query_timeout: PATIENCE_MS },
    text: `SELECT (extract(epoch FROM ends_at - clock_timestamp()) * 1000)::float8 AS ms FROM timers
      WHERE status = 'RUNNING' AND NOT suspended AND run_id <> ALL($1::uuid[]) ORDER BY ends_at LIMIT 1`,
    values: [without],
  });
  return rows[0]?.ms ?? null;
}

/** The runs whose end has passed, up to a batch, the earliest end first. */
export async function dueRuns(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ runId: string }>({
    text: `SELECT run_id AS "runId" FROM timers
      WHERE status = 'RUNNING' AND NOT suspended AND ends_at <= now() ORDER BY ends_at LIMIT $1`,
    values: [AT_ONCE],
  });
  return rows.map(({ runId }) => runId);
}
