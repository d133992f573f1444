import { nextPosition, type Phase } from "@pacekeeper/domain/tasks/pomodoro";
import { ALLOWED_ACTIONS, type TimerAction } from "@pacekeeper/domain/tasks/timer";
import type { ToldTimer } from "@pacekeeper/domain/tasks/told-timer";
import type { TimerReading } from "@pacekeeper/domain/tasks/watched-timers";

const SECOND = 1000;

/** The possible actions of a timer's three buttons; each button does the one that the state allows. */
const BUTTONS: readonly (readonly TimerAction[])[] = [
  ["pause", "resume", "start"],
  ["extend"],
  ["stop", "reset"],
];

/** The present actions of a timer's three buttons, in order. */
export function actionsOf({ standing: { status } }: TimerReading): readonly TimerAction[] {
  const allowed = ALLOWED_ACTIONS[status];
  return BUTTONS.flatMap((actions) => actions.find((action) => allowed.includes(action)) ?? []);
}

/** The elapsed part of a timer's length, in percent; 100 past the end. */
export function goneOf({ leftMs, standing: { lengthMs } }: TimerReading): number {
  return lengthMs ? Math.min(100, 100 - (100 * leftMs) / lengthMs) : 100;
}

/** Milliseconds until the first of these timers reaches its next second; null if none is moving. */
export function untilNextSecond(readings: readonly TimerReading[]): number | null {
  const waits = readings
    .filter(({ state }) => state !== "paused")
    .map(({ leftMs }) => (leftMs > 0 ? leftMs % SECOND || SECOND : SECOND - (-leftMs % SECOND)));
  return waits.length > 0 ? Math.min(...waits) : null;
}

/** The plan's phase after an ended run; null for a run without a plan. */
export function phaseAfter({ phase, worksDone }: ToldTimer, longBreakEvery: number): Phase | null {
  return phase && nextPosition({ phase, worksDone }, { longBreakEvery }).phase;
}

/** A length in words: "25 min", "1 h 30", "90 s". @param seconds of a task's timer */
export function lengthWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 120 && seconds % 60 !== 0) return `${Math.round(seconds)} s`;
  const rest = minutes % 60;
  return minutes < 60 ? `${minutes} min` : `${(minutes - rest) / 60} h${rest ? ` ${rest}` : ""}`;
}
