import type { Pool } from "pg";
import { sequenceAfter, type TrackingChange } from "./change.ts";
import type { TrackingFacts } from "./facts.ts";
import type { SessionRow } from "./session-row.ts";

/** The most people in the cache before the one who pressed longest ago is evicted. */
const MOST_PEOPLE = 10_000;
/** The most memory they may take, roughly, in bytes: a person can have many pauses. */
const MOST_BYTES = 16 * 2 ** 20;
/** How long facts are cached after a write, ms: a question takes minutes. */
const HELD_MS = 10 * 60_000;

const ENTRY_BYTES = 2_500;
const PAUSE_BYTES = 80;

/**
 * A cache of people's facts from this process's own last write, so that the next press need not read them. The facts
 * may be stale: the guard lets a change through only if they still hold. A refusal based on them must be decided again
 * on facts that were read, and only the write finds out that an idempotency key is already stored.
 */
export interface FactsMemory {
  /**
   * The facts as this process's last write left them; null when they must be read. A name is known while it means
   * the current session. `known` is always null: the cache does not know which events are stored.
   *
   * @param sessionKey the name an event carries; null: none
   * @param now epoch milliseconds
   */
  recall(userId: string, sessionKey: string | null, now: number): TrackingFacts | null;
  /** Caches the facts after `change`, which was decided on `facts` and saved. */
  keep(facts: TrackingFacts, sessionKey: string | null, change: TrackingChange, now: number): void;
  forget(userId: string): void;
}

interface Entry {
  readonly facts: TrackingFacts;
  /** A name that means the current session; null: none is known. */
  readonly name: string | null;
  readonly until: number;
  readonly bytes: number;
}

/** The limits of a memory; the defaults suit a server. */
export interface MemoryBounds {
  readonly people?: number;
  readonly bytes?: number;
}

export function createFactsMemory({
  people = MOST_PEOPLE,
  bytes = MOST_BYTES,
}: MemoryBounds = {}): FactsMemory {
  // In the order of the last write, which is the order in which they expire.
  const entries = new Map<string, Entry>();
  let held = 0;
  const forget = (userId: string) => {
    held -= entries.get(userId)?.bytes ?? 0;
    entries.delete(userId);
  };
  return {
    forget,
    recall(userId, sessionKey, now) {
      const entry = entries.get(userId);
      if (!entry) return null;
      if (entry.until <= now) {
        forget(userId);
        return null;
      }
      const { facts, name } = entry;
      if (sessionKey === null) return facts;
      return sessionKey === name ? { ...facts, named: facts.current } : null;
    },
    keep(before, sessionKey, change, now) {
      const { userId } = change;
      const facts = factsAfter(before, change);
      const name = nameAfter(before, sessionKey, facts.current, entries.get(userId));
      forget(userId);
      const pauses = facts.current?.current_pauses.length ?? 0;
      const entry = { facts, name, until: now + HELD_MS, bytes: ENTRY_BYTES + pauses * PAUSE_BYTES };
      entries.set(userId, entry);
      held += entry.bytes;
      for (const [oldest, { until }] of entries) {
        if (until > now && entries.size <= people && held <= bytes) break;
        forget(oldest);
      }
    },
  };
}

/** The person's facts once `change` is saved. */
function factsAfter(before: TrackingFacts, change: TrackingChange): TrackingFacts {
  const { abandoned, session } = change;
  const hasEnded = before.current?.id === session.id || before.current?.id === abandoned?.id;
  return {
    ...before,
    sequence: sequenceAfter(change),
    known: null,
    knownSession: null,
    current: session.is_current ? session : hasEnded ? null : before.current,
    named: null,
    nextStartedAt: null,
  };
}

/**
 * A continued session keeps its name. A new one has none yet: its name is known once it was read, because another
 * session may have been opened under the same name before.
 */
function nameAfter(
  before: TrackingFacts,
  sessionKey: string | null,
  current: SessionRow | null,
  last: Entry | undefined,
): string | null {
  if (current === null || current.id !== before.current?.id) return null;
  if (before.named) return before.named.id === current.id ? sessionKey : null;
  return last?.facts.sequence === before.sequence ? last.name : null;
}

const memories = new WeakMap<Pool, FactsMemory>();

/** This process's cache for the people of a database: one for each connection pool. */
export function factsMemoryOf(pool: Pool): FactsMemory {
  const known = memories.get(pool);
  if (known) return known;
  const made = createFactsMemory();
  memories.set(pool, made);
  return made;
}
