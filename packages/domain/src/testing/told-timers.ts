import type { ToldTimer } from "../tasks/told-timer.ts";

/** Epoch milliseconds of this many minutes after 09:00. */
export const minute = (minutes: number) => Date.parse("2026-11-20T09:00:00Z") + minutes * 60_000;

/** The same as the API writes it, RFC 3339. */
export const minuteText = (minutes: number) => new Date(minute(minutes)).toISOString();

/** A timer of 25 minutes as the API returns it: running since 09:00, read at 09:00. */
export function aToldTimer(task = "quiz", facts: Partial<ToldTimer> = {}): ToldTimer {
  return {
    version: 1,
    status: "RUNNING",
    lengthSeconds: 1500,
    startedAt: minuteText(0),
    endsAt: minuteText(25),
    pausedAt: null,
    endedAt: null,
    remainingSeconds: 1500,
    phase: null,
    worksDone: 0,
    serverTime: minuteText(0),
    task: { id: task },
    ...facts,
  };
}

/** The same timer, paused at 09:10 with a quarter of an hour left. */
export function aPausedTimer(task = "quiz", facts: Partial<ToldTimer> = {}): ToldTimer {
  return aToldTimer(task, {
    status: "PAUSED",
    endsAt: null,
    pausedAt: minuteText(10),
    remainingSeconds: 900,
    ...facts,
  });
}
