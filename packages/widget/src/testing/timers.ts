import type { CountdownFragment } from "../generated/operations.ts";
import { at, NINE } from "./facts.ts";

/** A 25-minute timer from the API: running since 09:00, as of 09:00. */
export function aTimer(change: Partial<CountdownFragment> = {}): CountdownFragment {
  return {
    version: 1,
    status: "RUNNING",
    lengthSeconds: 1500,
    endsAt: at(25),
    pausedAt: null,
    remainingSeconds: 1500,
    endedAt: null,
    phase: null,
    worksDone: 0,
    serverTime: at(0),
    task: { id: "quiz", title: "Calibration quiz" },
    ...change,
  };
}

/** A timer that was paused at 09:10 with 15 minutes left. */
export function aPausedTimer(change: Partial<CountdownFragment> = {}): CountdownFragment {
  return aTimer({ status: "PAUSED", endsAt: null, pausedAt: at(10), remainingSeconds: 900, ...change });
}

/** `minutes` after nine, in epoch milliseconds. */
export const minute = (minutes: number) => NINE + minutes * 60_000;
