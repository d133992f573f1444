import { SHORTEST_TIMER_MS } from "@pacekeeper/domain/tasks/timer";
import type { Pool } from "pg";
import type { Log } from "../../platform/log.ts";
import { type CompletedOf, completeDueTimers, dueRuns, untilNextDue } from "./due-timers.ts";

/** Completes due timers for as long as the process lives. */
export interface TimerWatch {
  /** Looks at once, at start-up and from the sweep, and waits for the next due timer from there. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The longest a process goes without looking. Half of the shortest timer, so that whoever starts one, here or in
 * another process that may not live to complete it, each process knows of it before it is due.
 */
const LONGEST_WAIT_MS = SHORTEST_TIMER_MS / 2;
/** Between two tries at a timer that is due while somebody holds it. */
const RETRY_MS = 25;

/** Whether an error is about what is in the rows, and not about the database as such (SQLSTATE classes 22, 23). */
function isAboutRows(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return /^2[23]/.test(String(error.code));
}

/**
 * A watch that wakes for the next due timer of the whole database, whoever started it. It waits by the process's
 * monotonic clock and asks the database's what is due, so a wrong or changed clock of the machine moves nothing.
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

  /** @returns how long nothing will be due, as far as anybody knows now */
  async function turn(): Promise<number> {
    for (;;) {
      const next = await untilNextDue(pool, [...broken]);
      // A whole millisecond later than its end rather than a part of one earlier.
      if (next === null || next > 0) return Math.min(Math.ceil(next ?? Infinity), LONGEST_WAIT_MS);
      const people = await complete();
      for (const person of people) completed(person);
      if (people.length === 0 || stopped) return RETRY_MS;
    }
  }

  /** Completes what is due. One that cannot be completed, for whatever is in its rows, holds up nobody else's. */
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
        log.error({ err, runId }, "A timer cannot be completed; it is left as it is");
      }
    }
    return people;
  }

  async function attempt(): Promise<void> {
    try {
      wake(await turn());
      failing = false;
    } catch (err) {
      // Once, and not twice a second for as long as the database is away.
      if (!failing)
        log.error({ err }, "Due timers could not be completed; they are tried again until they are");
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
