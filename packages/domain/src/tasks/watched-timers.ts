import { formatDuration, formatElapsed } from "../time/duration.ts";
import { remainingMs, standing, type TimerState, WATCHED_STATUSES } from "./timer.ts";
import { stateOf, type ToldTimer } from "./told-timer.ts";

/** A watched timer at one moment, ready to be shown. */
export interface TimerReading<Timer extends ToldTimer = ToldTimer> {
  readonly timer: Timer;
  /** What it is by then: one whose end has come is over, whether or not the server has said so yet. */
  readonly state: "running" | "paused" | "over";
  /** The same as the rules know it. */
  readonly standing: TimerState;
  /** What is left in milliseconds; negative past the end. */
  readonly leftMs: number;
  /** "18:24", and past the end "+02:17". */
  readonly clock: string;
}

/**
 * A timer at a moment of the server's clock.
 *
 * @param now epoch milliseconds
 * @returns null for one that counts nothing: one that is idle or was stopped is not watched
 */
export function readTimer<Timer extends ToldTimer>(timer: Timer, now: number): TimerReading<Timer> | null {
  const present = standing(stateOf(timer), now);
  const leftMs = remainingMs(present, now);
  if (leftMs === null) return null;
  const isOver = present.status === "COMPLETED";
  const state = isOver ? "over" : present.status === "PAUSED" ? "paused" : "running";
  const clock = isOver ? `+${formatElapsed(-leftMs)}` : countdown(leftMs);
  return { timer, state, standing: present, leftMs, clock };
}

/**
 * All that are watched, the most pressing first: what was over last, then what ends next, then what was over before,
 * then what is paused. So one that nobody reset cannot hide those that run.
 */
export function readTimers<Timer extends ToldTimer>(
  timers: Iterable<Timer>,
  now: number,
): readonly TimerReading<Timer>[] {
  const byEnd = [...timers]
    .flatMap((timer) => readTimer(timer, now) ?? [])
    .sort((one, other) => one.leftMs - other.leftMs);
  const [lastOver, ...over] = byEnd.filter(({ state }) => state === "over").reverse();
  return [
    ...(lastOver ? [lastOver] : []),
    ...byEnd.filter(({ state }) => state === "running"),
    ...over,
    ...byEnd.filter(({ state }) => state === "paused"),
  ];
}

/** Those that are watched, as the server lists them: the next to end first, then those that wait, then those over. */
export function watchedOf<Timer extends ToldTimer>(timers: Iterable<Timer>): readonly Timer[] {
  const rank = ({ status }: Timer) => WATCHED_STATUSES.indexOf(status);
  const instant = ({ endsAt, startedAt }: Timer) => Date.parse(endsAt ?? startedAt ?? "") || 0;
  return [...timers]
    .filter((timer) => rank(timer) >= 0)
    .sort((one, other) => rank(one) - rank(other) || instant(one) - instant(other));
}

/** What is left, in seconds that have begun: 00:01 through the last one, and 00:00 only at the end. */
export function countdown(ms: number): string {
  return formatDuration(Math.ceil(ms / 1000) * 1000);
}

/**
 * "Running, ends 15:00", "Paused at 13:58", "Over, ended 14:39", with the phase in the place of the state where there
 * is one.
 *
 * @param clockTime writes an instant of the server's clock as a time of the day
 */
export function readingWords(
  { standing: { endedAt, endsAt, pausedAt }, state }: TimerReading,
  phase: string | null,
  clockTime: (instant: number) => string,
): string {
  const time = clockTime(endedAt ?? pausedAt ?? endsAt ?? 0);
  if (state === "over") return `${phase ?? "Over"}, ended ${time}`;
  if (state === "running") return `${phase ?? "Running"}, ends ${time}`;
  return phase === null ? `Paused at ${time}` : `${phase}, paused ${time}`;
}
