import { remainingMs, standing, type TimerStatus } from "@pacekeeper/domain/tasks/timer";
import type { Timer } from "../generated/prisma/client.ts";
import type { Context } from "../platform/context.ts";
import { LatestStream } from "../platform/latest-stream.ts";
import { timersChanged } from "./task-topics.ts";
import { timerState } from "./timer-model.ts";
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

/**
 * A timer's run, once a second: waits for a start, tells a pause once, and ends with COMPLETED or STOPPED.
 *
 * @throws NOT_FOUND for a task that is not there or not theirs
 */
export async function timerTicks(parts: Parts, userId: string, taskId: string): Promise<LatestStream<Tick>> {
  const { now, pubsub, ticker } = parts;
  const changes = pubsub.subscribe(timersChanged(userId));
  let run: { id: string; endsAt: number | null } | null = null;
  let stopTicking = () => {};
  let retry: NodeJS.Timeout | undefined;
  const stream = new LatestStream<Tick>(() => {
    stopTicking();
    clearTimeout(retry);
    void changes.return?.();
  });

  const finish = (timer: Timer, status: "COMPLETED" | "STOPPED", at: number, left: number) => {
    stream.push({ timerId: timer.id, status, remainingMs: left, at });
    stream.end();
  };

  function arm(timer: Timer, endsAt: number): void {
    stopTicking();
    stopTicking = ticker.everySecond(endsAt, () => {
      const at = now();
      if (at < endsAt) stream.push({ timerId: timer.id, status: "RUNNING", remainingMs: endsAt - at, at });
      // The database says whether it is over: it may have been extended elsewhere this very second.
      else lookAgain();
    });
  }

  function follow(timer: Timer, at: number): void {
    const state = standing(timerState(timer), at);
    const left = remainingMs(state, at) ?? 0;
    const { runId, status } = state;
    if (run && runId !== run.id) {
      // Another run has begun since: the one that was followed is over.
      const over = run.endsAt !== null && run.endsAt <= at;
      finish(timer, over ? "COMPLETED" : "STOPPED", at, over ? (run.endsAt ?? at) - at : 0);
    } else if (status === "RUNNING" && runId !== null && state.endsAt !== null) {
      const isNews = run?.endsAt !== state.endsAt;
      run = { id: runId, endsAt: state.endsAt };
      if (!isNews) {
        // Due by this process's clock and not by the database's, which is right.
        clearTimeout(retry);
        if (now() >= state.endsAt) retry = setTimeout(lookAgain, left + 1);
        return;
      }
      arm(timer, state.endsAt);
      stream.push({ timerId: timer.id, status, remainingMs: left, at });
    } else if (status === "PAUSED" && runId !== null) {
      stopTicking();
      if (run?.endsAt !== null) stream.push({ timerId: timer.id, status, remainingMs: left, at });
      run = { id: runId, endsAt: null };
    } else if (run) {
      finish(timer, status === "COMPLETED" ? "COMPLETED" : "STOPPED", at, left);
    }
  }

  let known: Timer | null = null;
  async function look(): Promise<void> {
    const found = await readTimer(parts, userId, taskId);
    if (found) {
      known = found.timer;
      follow(found.timer, found.at);
    } else if (known) finish(known, "STOPPED", now(), 0);
    else throw noSuchTask();
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

/** The timer with the database's clock as it was read. */
async function readTimer({ db }: Parts, userId: string, taskId: string) {
  const [timer, clock] = await db.prisma.$transaction([
    db.prisma.timer.findUnique({ where: { userId_taskId: { userId, taskId }, task: { deletedAt: null } } }),
    db.prisma.$queryRaw<{ at: number }[]>`
      SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at`,
  ]);
  return timer && { timer, at: clock[0]?.at ?? 0 };
}
