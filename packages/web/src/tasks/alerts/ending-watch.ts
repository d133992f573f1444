import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import type { LiveTimer } from "../timers/live-timers-context.ts";
import { type EndedRun, endedRuns, endingKey } from "./run-endings.ts";

/** The server's own word of an end comes within this time, or is asked for. */
const WORD_WITHIN_MS = 1000;
/** This long after asking, this device's clock is believed. */
const BELIEVE_OWN_CLOCK_MS = 10_000;

export interface Circumstances {
  /** The server's time as it is known here, epoch milliseconds. */
  readonly now: number;
  readonly isOffline: boolean;
  /** Whether the server has told which timers there are. */
  readonly isTold: boolean;
}

export interface EndingWatch {
  /** The ends to tell of now; each is given out once. */
  newIn(timers: readonly LiveTimer[], circumstances: Circumstances): readonly EndedRun[];
}

interface EndingWatchParts {
  /** Whether another tab, or this one before it was loaded anew, has told of an end. */
  wasDone(key: string): boolean;
  /** A timer should be over, and the server has not said so. */
  onDoubt(): void;
}

/**
 * Finds the runs whose end is to be told in this tab. One that this tab saw running always is, whoever rings for
 * it; one that was over before only if nobody was told of it.
 */
export function createEndingWatch({ wasDone, onDoubt }: EndingWatchParts): EndingWatch {
  const settled = new Set<string>();
  const doubted = new Map<string, number>();
  const seenRunning = new Set<string>();

  function isSure(run: EndedRun, key: string, { isOffline, isTold, now }: Circumstances): boolean {
    if (isOffline) return true;
    if (!isTold) return false;
    if (run.isConfirmed) return true;
    const since = doubted.get(key);
    if (since !== undefined) return now - since > BELIEVE_OWN_CLOCK_MS;
    if (now - run.endedAt > WORD_WITHIN_MS) {
      doubted.set(key, now);
      onDoubt();
    }
    return false;
  }

  return {
    newIn(timers, circumstances) {
      for (const timer of timers) {
        const reading = readTimer(timer, circumstances.now);
        if (timer.runId !== null && reading && reading.state !== "over") seenRunning.add(timer.runId);
      }
      return endedRuns(timers, circumstances.now).filter((run) => {
        const key = endingKey(run);
        if (settled.has(key) || !isSure(run, key, circumstances)) return false;
        settled.add(key);
        return seenRunning.has(run.runId) || !(run.isAnnounced || wasDone(key));
      });
    },
  };
}

/** Whether the screen still shows the run as over: it was not reset, nor given more time, nor begun again. */
export function isStillOver(run: EndedRun, timers: readonly LiveTimer[]): boolean {
  return timers.some(
    ({ endedAt, endsAt, runId, status }) =>
      runId === run.runId && status !== "PAUSED" && Date.parse(endedAt ?? endsAt ?? "") === run.endedAt,
  );
}
