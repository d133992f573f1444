import { formatDuration, formatElapsed } from "../time/duration.ts";
import { remainingMs, type TimerState, timerAt, WATCHED_STATUSES } from "./timer.ts";
import { stateOf, type ToldTimer } from "./told-timer.ts";

/** A watched timer at one moment, ready to be shown. */
export interface TimerReading<Timer extends ToldTimer = ToldTimer> {
  readonly timer: Timer;
  /** A timer whose end has passed is over, whether or not the server has said so yet. */
  readonly state: "running" | "paused" | "over";
  /** The timer at that moment, as the rules' state. */
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
 * @returns null for a timer that counts nothing: idle and stopped timers are not watched
 */
export function readTimer<Timer extends ToldTimer>(timer: Timer, now: number): TimerReading<Timer> | null {
  const present = timerAt(stateOf(timer), now);
  const leftMs = remainingMs(present, now);
  if (leftMs === null) return null;
  const isOver = present.status === "COMPLETED";
  const state = isOver ? "over" : present.status === "PAUSED" ? "paused" : "running";
  const clock = isOver ? `+${formatElapsed(-leftMs)}` : countdown(leftMs);
  return { timer, state, standing: present, leftMs, clock };
}

/**
 * All watched timers, the most urgent first: the one that ended last, then running ones by their end, then other ended
 * ones, then paused ones. So ended timers that nobody reset cannot hide the running ones.
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

/** The watched timers in the server's order: the next to end first, then paused ones, then ended ones. */
export function watchedOf<Timer extends ToldTimer>(timers: Iterable<Timer>): readonly Timer[] {
  const rank = ({ status }: Timer) => WATCHED_STATUSES.indexOf(status);
  const instant = ({ endsAt, startedAt }: Timer) => Date.parse(endsAt ?? startedAt ?? "") || 0;
  return [...timers]
    .filter((timer) => rank(timer) >= 0)
    .sort((one, other) => rank(one) - rank(other) || instant(one) - instant(other));
}

/** What is left, rounded up to whole seconds: 00:01 through the last second, 00:00 only at the end. */
export function countdown(ms: number): string {
  return formatDuration(Math.ceil(ms / 1000) * 1000);
}

/**
 * "Running, ends 15:00", "Paused at 13:58", "Over, ended 14:39". A phase takes the place of the state.
 *
 * @param clockTime formats an instant of the server's clock as a time of day
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
