import type { Phase } from "@pacekeeper/domain/tasks/pomodoro";
import { nextPosition, phaseLength } from "@pacekeeper/domain/tasks/pomodoro";
import type { Pool, PoolClient } from "pg";
import { newId } from "../platform/ids.ts";

/** A person some of whose timers were completed, and the number of the last such change. */
export interface CompletedOf {
  readonly userId: string;
  readonly sequence: number;
}

/** Timers that one statement completes at most: a longer queue is worked off in turns. */
const AT_ONCE = 500;

/** A timer that was completed just now, and the plan by which its next phase begins, if it does. */
interface Completed {
  readonly id: string;
  readonly userId: string;
  readonly taskId: string;
  readonly endedAt: number;
  readonly sequence: number;
  readonly phase: Phase | null;
  readonly worksDone: number;
  readonly workMs: number;
  readonly shortBreakMs: number;
  readonly longBreakMs: number;
  readonly longBreakEvery: number;
  /** False too for a run of no plan, and after a long break: nobody works through the night unasked. */
  readonly startsNext: boolean;
}

// People are locked as every writer locks them, together with their due timers, and whatever somebody else holds is
// skipped: nobody waits here, so nobody can wait for each other, and a timer that another process completes is not
// this one's. A row that changed since the statement began is looked at again before it is locked, so a pause or an
// extension that came first stands. The end is the timer's own, however late this comes.
const COMPLETE_DUE = {
  name: "tasks-complete-due",
  text: `
    WITH due AS (
      SELECT t.id, t.user_id FROM timers t
      JOIN tasks k ON k.user_id = t.user_id AND k.id = t.task_id
      JOIN users u ON u.id = t.user_id
      WHERE t.status = 'RUNNING' AND t.ends_at <= now() AND k.deleted_at IS NULL
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
      UPDATE timer_runs r SET ended_at = c.ended_at, "end" = 'COMPLETED', ran_ms = r.length_ms
      FROM completed c WHERE r.user_id = c.user_id AND r.id = c.run_id AND r.ended_at IS NULL
    ), counted AS (
      UPDATE tasks k SET ran_ms = k.ran_ms + c.length_ms
      FROM completed c WHERE k.user_id = c.user_id AND k.id = c.task_id
        AND (c.phase IS NULL OR c.phase = 'WORK')
    ), told AS (
      INSERT INTO outbox (user_id, sequence, topic, subject_id)
      SELECT n.user_id, m.base + n.n, 'timer', n.id FROM numbered n JOIN moved m ON m.id = n.user_id
    )
    SELECT c.id, c.user_id AS "userId", c.task_id AS "taskId", m.sequence,
      (extract(epoch FROM c.ended_at) * 1000)::float8 AS "endedAt", c.phase, c.works_done AS "worksDone",
      p.work_ms AS "workMs", p.short_break_ms AS "shortBreakMs", p.long_break_ms AS "longBreakMs",
      p.long_break_every AS "longBreakEvery", coalesce(p.starts_next AND c.phase <> 'LONG_BREAK', false) AS "startsNext"
    FROM completed c JOIN moved m ON m.id = c.user_id LEFT JOIN pomodoro_plans p ON p.user_id = c.user_id`,
};

/**
 * Completes timers whose end has come by the database's clock, each exactly once whoever calls this wherever, and
 * begins the next phases of plans that go on by themselves, at the moment the last one was over. All in one
 * transaction, with what subscribers are told from.
 *
 * @returns the people whose timers were completed; empty: none was due, or others hold those that are
 */
export async function completeDueTimers(pool: Pool): Promise<CompletedOf[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<Completed>({ ...COMPLETE_DUE, values: [AT_ONCE] });
    for (const completed of rows) if (completed.startsNext) await beginNextPhase(client, completed);
    await client.query("COMMIT");
    return [...new Map(rows.map(({ userId, sequence }) => [userId, { userId, sequence }])).values()];
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

// The change of the completion tells this one too: whoever reads it finds the timer as it is by then.
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

async function beginNextPhase(client: PoolClient, completed: Completed): Promise<void> {
  const { endedAt, id, phase, userId, worksDone } = completed;
  if (phase === null) return;
  const next = nextPosition({ phase, worksDone }, completed);
  const lengthMs = phaseLength(next.phase, completed);
  const values = [userId, id, newId(endedAt), next.phase, next.worksDone, lengthMs, endedAt];
  await client.query({ ...BEGIN_PHASE, values });
}

/** How long until the next timer is due, in milliseconds, 0 or less when one is; null: none runs. */
export async function untilNextDue(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>({
    name: "tasks-next-due",
    text: `SELECT (extract(epoch FROM t.ends_at - clock_timestamp()) * 1000)::float8 AS ms FROM timers t
      JOIN tasks k ON k.user_id = t.user_id AND k.id = t.task_id
      WHERE t.status = 'RUNNING' AND k.deleted_at IS NULL ORDER BY t.ends_at LIMIT 1`,
  });
  return rows[0]?.ms ?? null;
}
