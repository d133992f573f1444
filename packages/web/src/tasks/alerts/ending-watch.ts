import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import type { LiveTimer } from "../timers/live-timers-context.ts";
import { type EndedRun, endedRuns, endingKey } from "./run-endings.ts";

/** If the server has not reported an end within this time, it is asked. */
const WORD_WITHIN_MS = 1000;
/** If the server still has not confirmed after this time, this device's clock is believed. */
const BELIEVE_OWN_CLOCK_MS = 10_000;

export interface Circumstances {
  /** Our estimate of the server's time, epoch milliseconds. */
  readonly now: number;
  readonly isOffline: boolean;
  /** Whether the server has sent its list of timers. */
  readonly isLoaded: boolean;
}

export interface EndingWatch {
  /** The ends to announce now; each is returned once. */
  newIn(timers: readonly LiveTimer[], circumstances: Circumstances): readonly EndedRun[];
}

interface EndingWatchParts {
  /** Whether another tab, or this one before a reload, has announced an end. */
  wasDone(key: string): boolean;
  /** Called when a timer should be over but the server has not said so. */
  onDoubt(): void;
}

/**
 * Finds the runs whose end this tab should announce. A run that this tab saw running is always announced, whichever
 * device rings. A run that was already over is announced only if nothing announced it yet.
 */
export function createEndingWatch({ wasDone, onDoubt }: EndingWatchParts): EndingWatch {
  const settled = new Set<string>();
  const doubted = new Map<string, number>();
  const seenRunning = new Set<string>();

  function isSure(run: EndedRun, key: string, { isOffline, isLoaded, now }: Circumstances): boolean {
    if (isOffline) return true;
    if (!isLoaded) return false;
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

/** Whether the run is still shown as over: it was not reset, extended or restarted. */
export function isStillOver(run: EndedRun, timers: readonly LiveTimer[]): boolean {
  return timers.some(
    ({ endedAt, endsAt, runId, status }) =>
      runId === run.runId && status !== "PAUSED" && Date.parse(endedAt ?? endsAt ?? "") === run.endedAt,
  );
}
