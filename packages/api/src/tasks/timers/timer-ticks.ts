import { hasOpenRun, type TimerState, type TimerStatus } from "@pacekeeper/domain/tasks/timer";
import type { Pool } from "pg";
import type { Timer } from "../../generated/prisma/client.ts";
import type { Context } from "../../platform/context.ts";
import { BufferedStream } from "../../platform/streams/buffered-stream.ts";
import { timersChanged } from "../task-topics.ts";
import { noSuchTask } from "./timer-reading.ts";

/** One second of a countdown. */
export interface Tick {
  readonly timerId: string;
  readonly status: TimerStatus;
  /** Milliseconds, as of `at`. */
  readonly remainingMs: number;
  /** The server's clock, epoch milliseconds. */
  readonly at: number;
}

type Parts = Pick<Context, "db" | "now" | "pubsub" | "ticker">;

/** The delays between reads of a timer that is due but not completed yet: each is twice the one before. */
const RETRY_MS = 50;
const LONGEST_RETRY_MS = 1000;

/**
 * A timer's run, once a second. Waits for a start, sends a pause once, and ends with COMPLETED or STOPPED. Those are
 * sent only once they are stored, never guessed: an extension may come at the last moment.
 *
 * @throws NOT_FOUND for a task that does not exist or is not theirs
 */
export async function timerTicks(
  parts: Parts,
  userId: string,
  taskId: string,
): Promise<BufferedStream<Tick>> {
  const { db, now, pubsub, ticker } = parts;
  const changes = pubsub.subscribe(timersChanged(userId));
  let known: TimerFacts | null = null;
  /** The run that ticks, and the end that it ticks towards; null while it is paused. */
  let run: { readonly id: string; readonly endsAt: number | null } | null = null;
  let isOver = false;
  let stopTicking = () => {};
  let retry: NodeJS.Timeout | undefined;
  let retryMs = RETRY_MS;
  const stream = new BufferedStream<Tick>(() => {
    isOver = true;
    stopTicking();
    clearTimeout(retry);
    void changes.return?.();
  });

  function tellLast({ id, endedAt }: TimerFacts, status: "COMPLETED" | "STOPPED", at: number): void {
    const remainingMs = status === "COMPLETED" && endedAt !== null ? Math.min(0, endedAt - at) : 0;
    stream.push(taskId, { timerId: id, status, remainingMs, at });
    stream.end();
  }

  function arm({ id: timerId }: TimerFacts, endsAt: number): void {
    stopTicking();
    stopTicking = ticker.everySecond(endsAt, () => {
      const at = now();
      if (at < endsAt) stream.push(taskId, { timerId, status: "RUNNING", remainingMs: endsAt - at, at });
      else lookAgain();
    });
  }

  function followRunning(timer: TimerFacts, runId: string, endsAt: number): void {
    const { at, id: timerId } = timer;
    const isNews = run?.id !== runId || run.endsAt !== endsAt;
    run = { id: runId, endsAt };
    if (isNews) retryMs = RETRY_MS;
    if (endsAt <= at) {
      stopTicking();
      clearTimeout(retry);
      retry = setTimeout(lookAgain, retryMs);
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
    } else if (isNews) {
      arm(timer, endsAt);
      stream.push(taskId, { timerId, status: "RUNNING", remainingMs: endsAt - at, at });
    }
  }

  async function look(): Promise<void> {
    const timer = await readTimer(db.pool, userId, taskId);
    if (isOver) return;
    if (!timer) {
      if (!known) throw noSuchTask();
      return tellLast(known, "STOPPED", now());
    }
    // A later read has overtaken this one.
    if (known && timer.version < known.version) return;
    known = timer;
    const { at, endsAt, id: timerId, remainingMs, runId, status } = timer;
    if (run && (runId !== run.id || !hasOpenRun(timer))) {
      const end = await endOf(db.pool, userId, run.id);
      if (!isOver) tellLast(timer, end, at);
    } else if (status === "RUNNING" && runId !== null && endsAt !== null) {
      followRunning(timer, runId, endsAt);
    } else if (status === "PAUSED" && runId !== null) {
      stopTicking();
      if (run?.endsAt !== null) stream.push(taskId, { timerId, status, remainingMs: remainingMs ?? 0, at });
      run = { id: runId, endsAt: null };
    }
  }

  function lookAgain(): void {
    look().catch((error: unknown) => stream.fail(error));
  }

  try {
    await look();
  } catch (error) {
    stream.end();
    throw error;
  }
  void (async () => {
    for await (const _change of changes) await look();
  })().catch((error: unknown) => stream.fail(error));
  return stream;
}

/** A timer as it is stored; instants in epoch milliseconds, lengths in milliseconds. */
interface TimerFacts
  extends Pick<Timer, "id" | "version">,
    Pick<TimerState, "status" | "runId" | "endsAt" | "endedAt" | "remainingMs"> {
  /** The database's clock at the read. */
  readonly at: number;
}

async function readTimer(pool: Pool, userId: string, taskId: string): Promise<TimerFacts | null> {
  const { rows } = await pool.query<TimerFacts>({
    name: "tasks-tick-facts",
    text: `SELECT id, version, status, run_id AS "runId", remaining_ms AS "remainingMs",
        (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt",
        (extract(epoch FROM ended_at) * 1000)::float8 AS "endedAt",
        floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at
      FROM timers WHERE user_id = $1 AND task_id = $2 AND NOT suspended`,
    values: [userId, taskId],
  });
  return rows[0] ?? null;
}

/** How an ended run ended. */
async function endOf(pool: Pool, userId: string, runId: string): Promise<"COMPLETED" | "STOPPED"> {
  const { rows } = await pool.query<{ end: "COMPLETED" | "STOPPED" | null }>({
    name: "tasks-run-end",
    text: `SELECT "end" FROM timer_runs WHERE user_id = $1 AND id = $2`,
    values: [userId, runId],
  });
  return rows[0]?.end ?? "STOPPED";
}
