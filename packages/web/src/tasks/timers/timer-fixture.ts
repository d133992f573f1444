import type { LiveTimer } from "./live-timers-context.ts";

/** The tests' present: three in the afternoon in Berlin. */
export const PRESENT = Date.parse("2026-11-20T14:00:00.000Z");

/** An instant before (negative) or after the present, in the server's format. */
export const secondsFromNow = (seconds: number): string => new Date(PRESENT + seconds * 1000).toISOString();

/** The idle 45-minute timer of the task Laundry, with the given changes. */
export function aLiveTimer(facts: Partial<LiveTimer> = {}): LiveTimer {
  return {
    id: "timer-1",
    status: "IDLE",
    version: 1,
    lengthSeconds: 2700,
    runId: null,
    startedAt: null,
    endsAt: null,
    pausedAt: null,
    endedAt: null,
    remainingSeconds: null,
    phase: null,
    worksDone: 0,
    serverTime: secondsFromNow(0),
    task: { id: "task-1", title: "Laundry", timerSeconds: 2700 },
    lastRun: null,
    ...facts,
  };
}

/** A running timer with `left` seconds left; past its end if negative. */
export function aRunningTimer(left: number, facts: Partial<LiveTimer> = {}): LiveTimer {
  return aLiveTimer({
    status: "RUNNING",
    runId: "run-1",
    startedAt: secondsFromNow(left - 2700),
    endsAt: secondsFromNow(left),
    remainingSeconds: left,
    ...facts,
  });
}

/** A timer that the server completed `ago` seconds ago. */
export function anEndedTimer(ago: number, facts: Partial<LiveTimer> = {}): LiveTimer {
  return aLiveTimer({
    status: "COMPLETED",
    runId: "run-1",
    startedAt: secondsFromNow(-2700 - ago),
    endedAt: secondsFromNow(-ago),
    remainingSeconds: -ago,
    ...facts,
  });
}

/** A timer that was paused a minute ago with `left` seconds left. */
export function aPausedTimer(left: number, facts: Partial<LiveTimer> = {}): LiveTimer {
  return aLiveTimer({
    status: "PAUSED",
    runId: "run-1",
    startedAt: secondsFromNow(left - 2760),
    pausedAt: secondsFromNow(-60),
    remainingSeconds: left,
    ...facts,
  });
}
