import { nextPosition, type Phase, USUAL_PLAN } from "@pacekeeper/domain/tasks/pomodoro";
import {
  ALLOWED_ACTIONS,
  remainingMs,
  standing,
  type TimerAction,
  type TimerState,
} from "@pacekeeper/domain/tasks/timer";
import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import type { Told } from "./heard.ts";

const SECOND = 1000;

/** What each of a timer's three buttons may do: the one that its state allows. */
const BUTTONS: readonly (readonly TimerAction[])[] = [
  ["pause", "resume", "start"],
  ["extend"],
  ["stop", "reset"],
];

/** A watched timer at one moment, ready to be shown. */
export interface Reading {
  readonly told: Told;
  readonly state: "running" | "paused" | "over";
  /** What is left in milliseconds; negative past the end. */
  readonly leftMs: number;
  /** "18:24", and past the end "+02:17". */
  readonly clock: string;
  /** How much of the length is over, in percent; 100 past the end. */
  readonly gone: number;
  /** "Running, ends 15:00", "Paused at 13:58", "Over, ended 14:39". */
  readonly words: string;
  /** What the three buttons do now, in their order. */
  readonly actions: readonly TimerAction[];
}

/**
 * A timer as it is by now; null for one that counts nothing, as one that was stopped. One whose end has come is
 * over, whether or not the server has said so yet.
 *
 * @param now the server's time, epoch milliseconds
 * @param clockTime writes an instant of the server's as a time of this device's day
 */
export function readTimer(told: Told, now: number, clockTime: (instant: number) => string): Reading | null {
  const timer = standing(stateOf(told), now);
  const leftMs = remainingMs(timer, now);
  if (leftMs === null) return null;
  const { status, lengthMs, endsAt, endedAt, pausedAt } = timer;
  const phase = told.phase && phaseName(told.phase);
  const allowed = ALLOWED_ACTIONS[status];
  const common = {
    told,
    leftMs,
    gone: lengthMs ? Math.min(100, 100 - (100 * leftMs) / lengthMs) : 100,
    actions: BUTTONS.flatMap((actions) => actions.find((action) => allowed.includes(action)) ?? []),
  };
  if (status === "COMPLETED") {
    const clock = `+${formatElapsed(-leftMs)}`;
    const ended = clockTime(endedAt ?? now);
    return { ...common, state: "over", clock, words: `${phase ?? "Over"}, ended ${ended}` };
  }
  // 00:01 through the last second, and 00:00 only at the end.
  const clock = formatDuration(Math.ceil(leftMs / SECOND) * SECOND);
  if (status === "PAUSED") {
    const since = clockTime(pausedAt ?? now);
    return {
      ...common,
      state: "paused",
      clock,
      words: phase ? `${phase}, paused ${since}` : `Paused at ${since}`,
    };
  }
  return {
    ...common,
    state: "running",
    clock,
    words: `${phase ?? "Running"}, ends ${clockTime(endsAt ?? now)}`,
  };
}

/**
 * All that are watched, the most pressing first: what was over last, then what ends next, then what was over
 * before, then what waits. So one that nobody dismissed cannot hide those that run.
 */
export function inOrder(readings: readonly Reading[]): readonly Reading[] {
  const byEnd = [...readings].sort((one, other) => one.leftMs - other.leftMs);
  const [last, ...before] = byEnd.filter(({ state }) => state === "over").reverse();
  return [
    ...(last ? [last] : []),
    ...byEnd.filter(({ state }) => state === "running"),
    ...before,
    ...byEnd.filter(({ state }) => state === "paused"),
  ];
}

/** Milliseconds until one of these shows its next second; null: none moves. */
export function untilNextSecond(readings: readonly Reading[]): number | null {
  const waits = readings
    .filter(({ state }) => state !== "paused")
    .map(({ leftMs }) => (leftMs > 0 ? leftMs % SECOND || SECOND : SECOND - (-leftMs % SECOND)));
  return waits.length > 0 ? Math.min(...waits) : null;
}

/** The phase of the plan that follows a run that is over; null for a run of no plan. */
export function phaseAfter({ phase, worksDone }: Told, longBreakEvery: number): Phase | null {
  return phase && nextPosition({ phase, worksDone }, { ...USUAL_PLAN, longBreakEvery }).phase;
}

/** "Work", "Short break", "Long break". */
export function phaseName(phase: Phase): string {
  return phase === "WORK" ? "Work" : phase === "LONG_BREAK" ? "Long break" : "Short break";
}

/** A length as people say it: "25 min", "1 h 30", "90 s". @param seconds of a task's timer */
export function lengthWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 120 && seconds % 60 !== 0) return `${Math.round(seconds)} s`;
  const rest = minutes % 60;
  return minutes < 60 ? `${minutes} min` : `${(minutes - rest) / 60} h${rest ? ` ${rest}` : ""}`;
}

/** A timer as the rules of the domain know it. */
function stateOf({ status, lengthSeconds, endsAt, pausedAt, remainingSeconds, endedAt }: Told): TimerState {
  const at = (instant: string | null) => (instant === null ? null : Date.parse(instant));
  return {
    status,
    runId: null,
    lengthMs: lengthSeconds && lengthSeconds * SECOND,
    startedAt: null,
    endsAt: at(endsAt),
    pausedAt: at(pausedAt),
    remainingMs: status === "PAUSED" && remainingSeconds !== null ? remainingSeconds * SECOND : null,
    endedAt: at(endedAt),
  };
}
