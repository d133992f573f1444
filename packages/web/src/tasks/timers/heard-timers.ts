import type { LiveTimer } from "./live-timers-context.ts";

/** What was heard of each timer last, by its id; also of those that are no longer watched. */
export type HeardTimers = ReadonlyMap<string, LiveTimer>;

/** Whether one word about a timer is newer than another: the higher version, of equal ones the later said. */
export function isNewer(word: LiveTimer, known: LiveTimer): boolean {
  if (word.version !== known.version) return word.version > known.version;
  return Date.parse(word.serverTime) > Date.parse(known.serverTime);
}

/** With one more word about a timer; an old one changes nothing. */
export function withTimer(known: HeardTimers, timer: LiveTimer): HeardTimers {
  const before = known.get(timer.id);
  if (before && !isNewer(timer, before)) return known;
  return new Map(known).set(timer.id, timer);
}

/**
 * With the list of all that is watched. What is not in it has gone, unless it was heard of after the question
 * was asked.
 *
 * @param heardSince whether a word about the timer came after the question was asked
 */
export function withAnswer(
  known: HeardTimers,
  answer: readonly LiveTimer[],
  heardSince: (id: string) => boolean,
): HeardTimers {
  const told = new Set(answer.map(({ id }) => id));
  const kept = new Map([...known].filter(([id]) => told.has(id) || heardSince(id)));
  return answer.reduce<HeardTimers>(withTimer, kept);
}

/** With what the cache holds: newer words about timers that are known, never others. */
export function withCached(known: HeardTimers, cached: readonly LiveTimer[]): HeardTimers {
  return cached.filter(({ id }) => known.has(id)).reduce(withTimer, known);
}

/**
 * Those that are watched, in the server's order: the next to end first, then those that wait, then those that it
 * said are over.
 */
export function watchedOf(known: HeardTimers): readonly LiveTimer[] {
  return [...known.values()]
    .filter(({ status }) => status === "RUNNING" || status === "PAUSED" || status === "COMPLETED")
    .sort((one, other) => rank(one) - rank(other) || instant(one) - instant(other));
}

const RANKS = { RUNNING: 0, PAUSED: 1, COMPLETED: 2, STOPPED: 3, IDLE: 4 } as const;
const rank = ({ status }: LiveTimer) => RANKS[status];
const instant = ({ endsAt, startedAt }: LiveTimer) => Date.parse(endsAt ?? startedAt ?? "") || 0;
