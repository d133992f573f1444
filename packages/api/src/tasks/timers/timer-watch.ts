import { SHORTEST_TIMER_MS } from "@pacekeeper/domain/tasks/timer";
import type { Pool } from "pg";
import type { Log } from "../../platform/log.ts";
import { type CompletedOf, completeDueTimers, dueRuns, untilNextDue } from "./due-timers.ts";

/** Completes due timers while the process lives. */
export interface TimerWatch {
  /** Checks at once, at start-up and from the sweep, then waits for the next due timer. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The longest time between checks. It is half of the shortest timer, so that every process knows of a timer before it
 * is due, even if the process that started it dies.
 */
const LONGEST_WAIT_MS = SHORTEST_TIMER_MS / 2;
/** The delay before the retry of a due timer that is locked. */
const RETRY_MS = 25;

/** Whether an error is about the contents of rows, not about the database as such (SQLSTATE classes 22, 23). */
function isAboutRows(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return /^2[23]/.test(String(error.code));
}

/**
 * A watch that wakes for the next due timer in the whole database. It waits by the process's monotonic clock and asks
 * the database what is due, so a wrong or changed clock of the machine has no effect.
 */
export function createTimerWatch(
  pool: Pool,
  log: Pick<Log, "error">,
  completed: (of: CompletedOf) => void,
): TimerWatch {
  let timeout: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;
  /** Runs that this process has given up. */
  const broken = new Set<string>();
  let working: Promise<void> | null = null;

  const wake = (inMs: number) => {
    if (stopped) return;
    clearTimeout(timeout);
    timeout = setTimeout(() => void look(), inMs);
    timeout.unref();
  };

  /** @returns the time until the next check, in milliseconds */
  async function turn(): Promise<number> {
    for (;;) {
      const next = await untilNextDue(pool, [...broken]);
      // Round up: a millisecond late is better than a fraction early.
      if (next === null || next > 0) return Math.min(Math.ceil(next ?? Infinity), LONGEST_WAIT_MS);
      const people = await complete();
      for (const person of people) completed(person);
      if (people.length === 0 || stopped) return RETRY_MS;
    }
  }

  /** Completes what is due. A timer that cannot be completed because of its rows does not hold up others. */
  async function complete(): Promise<CompletedOf[]> {
    try {
      return await completeDueTimers(pool, [...broken]);
    } catch (error) {
      if (!isAboutRows(error)) throw error;
    }
    const people: CompletedOf[] = [];
    for (const runId of await dueRuns(pool)) {
      if (broken.has(runId)) continue;
      try {
        people.push(...(await completeDueTimers(pool, [], runId)));
      } catch (err) {
        if (!isAboutRows(err)) throw err;
        broken.add(runId);
        log.error({ err, runId }, "A timer cannot be completed and is left as it is");
      }
    }
    return people;
  }

  async function attempt(): Promise<void> {
    try {
      wake(await turn());
      failing = false;
    } catch (err) {
      // Log once, not twice a second while the database is away.
      if (!failing) log.error({ err }, "Due timers could not be completed; retrying until they can be");
      failing = true;
      wake(LONGEST_WAIT_MS);
    }
  }

  function look(): Promise<void> {
    working ??= attempt().finally(() => {
      working = null;
    });
    return working;
  }

  return {
    look,
    async stop() {
      stopped = true;
      clearTimeout(timeout);
      await working;
    },
  };
}
