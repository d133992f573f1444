import type { CountdownFragment } from "../generated/operations.ts";
import { at, NINE } from "./facts.ts";

/** A timer of 25 minutes as the API tells it: running since 09:00, told at 09:00. */
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

/** One that was paused at 09:10 with a quarter of an hour left. */
export function aPausedTimer(change: Partial<CountdownFragment> = {}): CountdownFragment {
  return aTimer({ status: "PAUSED", endsAt: null, pausedAt: at(10), remainingSeconds: 900, ...change });
}

/** Epoch milliseconds so many minutes after nine. */
export const minute = (minutes: number) => NINE + minutes * 60_000;
