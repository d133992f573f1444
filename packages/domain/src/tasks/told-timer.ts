import type { Phase } from "./pomodoro.ts";
import type { TimerState, TimerStatus } from "./timer.ts";

/** A timer as the API returns it. Instants as RFC 3339, lengths in seconds. */
export interface ToldTimer {
  readonly status: TimerStatus;
  readonly version: number;
  readonly runId?: string | null;
  readonly lengthSeconds: number | null;
  readonly startedAt?: string | null;
  readonly endsAt: string | null;
  readonly pausedAt: string | null;
  readonly endedAt: string | null;
  readonly remainingSeconds: number | null;
  readonly phase: Phase | null;
  readonly worksDone: number;
  readonly serverTime: string;
  readonly task: { readonly id: string };
}

/** A timer of the API as the rules' state; missing fields become null. */
export function stateOf(timer: ToldTimer): TimerState {
  const { lengthSeconds, remainingSeconds, status } = timer;
  const at = (instant: string | null | undefined) => (instant ? Date.parse(instant) : null);
  return {
    status,
    runId: timer.runId ?? null,
    lengthMs: lengthSeconds && lengthSeconds * 1000,
    startedAt: at(timer.startedAt),
    endsAt: at(timer.endsAt),
    pausedAt: at(timer.pausedAt),
    remainingMs: status === "PAUSED" ? remainingSeconds && remainingSeconds * 1000 : null,
    endedAt: at(timer.endedAt),
  };
}

/**
 * The latest report of each timer, by its task's id. A timer that has ended stays until a list leaves it out, so that an
 * older report cannot revive it.
 */
export type HeardTimers<Timer extends ToldTimer> = ReadonlyMap<string, Timer>;

/** Adds a report of a timer; a report that is not newer changes nothing. */
export function withTimer<Timer extends ToldTimer>(
  heard: HeardTimers<Timer>,
  timer: Timer,
): HeardTimers<Timer> {
  const known = heard.get(timer.task.id);
  return known && !isNewer(timer, known) ? heard : new Map(heard).set(timer.task.id, timer);
}

/** Removes the timer of a task that was deleted. */
export function withoutTimer<Timer extends ToldTimer>(
  heard: HeardTimers<Timer>,
  taskId: string,
): HeardTimers<Timer> {
  const kept = new Map(heard);
  kept.delete(taskId);
  return kept;
}

/**
 * Adds the server's list of all watched timers. A timer that is not on it is gone, unless its report is later than the
 * list.
 *
 * @param writtenAt the server's time of the list, RFC 3339
 */
export function withList<Timer extends ToldTimer>(
  heard: HeardTimers<Timer>,
  list: readonly Timer[],
  writtenAt: string,
): HeardTimers<Timer> {
  const known = [...heard.values()];
  const listed = new Set(list.map(({ task }) => task.id));
  const kept = known.filter(
    ({ serverTime, task }) => listed.has(task.id) || Date.parse(serverTime) > Date.parse(writtenAt),
  );
  return [...kept, ...list].reduce<HeardTimers<Timer>>(withTimer, new Map());
}

/** The higher version is newer; at the same version, the later report: a timer completes without a new version. */
function isNewer(one: ToldTimer, other: ToldTimer): boolean {
  if (one.version !== other.version) return one.version > other.version;
  return Date.parse(one.serverTime) > Date.parse(other.serverTime);
}
