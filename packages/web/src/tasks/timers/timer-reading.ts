import { remainingMs, standing } from "@pacekeeper/domain/tasks/timer";
import { formatElapsed } from "@pacekeeper/domain/time/duration";
import type { LiveTimer } from "./live-timers-context.ts";
import { countdown, stateOf } from "./timer-view.ts";

/** A watched timer at one moment, ready to be shown. */
export interface TimerReading {
  readonly timer: LiveTimer;
  readonly state: "running" | "paused" | "over";
  /** What is left in milliseconds; negative past the end. */
  readonly leftMs: number;
  /** "18:24", and past the end "+02:17". */
  readonly clock: string;
}

/**
 * What a timer is by now: one whose end has come is over, whether or not the server has said so yet.
 *
 * @param now the server's time, epoch milliseconds
 * @returns null for one that counts nothing
 * @example paused with 90 s left: "01:30"; 137 s past its end: "+02:17"
 */
export function readTimer(timer: LiveTimer, now: number): TimerReading | null {
  const present = standing(stateOf(timer), now);
  const leftMs = remainingMs(present, now);
  if (leftMs === null) return null;
  if (present.status === "COMPLETED") {
    return { timer, state: "over", leftMs, clock: `+${formatElapsed(-leftMs)}` };
  }
  const state = present.status === "PAUSED" ? "paused" : "running";
  return { timer, state, leftMs, clock: countdown(leftMs) };
}

/**
 * All that are watched, the most pressing first: what was over last, then what ends next, then what was over
 * before, then what waits. So one that nobody reset cannot hide those that run.
 */
export function readTimers(timers: readonly LiveTimer[], now: number): readonly TimerReading[] {
  const readings = timers.flatMap((timer) => readTimer(timer, now) ?? []);
  const byEnd = readings.toSorted((one, other) => one.leftMs - other.leftMs);
  const [lastOver, ...over] = byEnd.filter(({ state }) => state === "over").reverse();
  return [
    ...(lastOver ? [lastOver] : []),
    ...byEnd.filter(({ state }) => state === "running"),
    ...over,
    ...byEnd.filter(({ state }) => state === "paused"),
  ];
}

/** The tab's title for the most pressing of the timers that move: "18:24 · Calibration quiz"; null: for none. */
export function timersTitle(readings: readonly TimerReading[]): string | null {
  const first = readings.find(({ state }) => state !== "paused");
  return first ? `${first.clock} · ${first.timer.task.title}` : null;
}

/** An instant (epoch milliseconds) at which its clock shows a whole second; null while it stands still. */
export function clockPhase({ endedAt, endsAt, status }: LiveTimer): number | null {
  const end = endsAt ?? endedAt;
  return status === "PAUSED" || end === null ? null : Date.parse(end);
}
