import type { Pool } from "pg";
import type { TrackingChange } from "./change.ts";
import type { TrackingFacts } from "./facts.ts";
import type { SessionRow } from "./session-row.ts";

/** People whose facts are remembered before the one who pressed longest ago is forgotten. */
const MOST_PEOPLE = 10_000;
/** The same for the memory they take, roughly, in bytes: somebody's pauses can be many. */
const MOST_BYTES = 16 * 2 ** 20;
/** How long after a write facts are remembered, ms: a question takes minutes. */
const HELD_MS = 10 * 60_000;

const ENTRY_BYTES = 2_500;
const PAUSE_BYTES = 80;

/**
 * What a process knows of people's facts from its own last write, so that the next press need not read them. They
 * may be out of date: only a change that the guard lets through was decided on facts that hold. A refusal that was
 * decided on them says nothing, and a key that was stored before is found by the write alone.
 */
export interface FactsMemory {
  /**
   * The facts as this process's last write left them; null when they must be read. A name is known while it means
   * the current session. `known` is always null: whether the event is stored already is not remembered.
   *
   * @param sessionKey the name an event carries; null: none
   * @param now epoch milliseconds
   */
  recall(userId: string, sessionKey: string | null, now: number): TrackingFacts | null;
  /** Remembers what `change`, which was saved and decided on `facts`, has made of them. */
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

/** What a memory holds at most; left out: what suits a server. */
export interface MemoryBounds {
  readonly people?: number;
  readonly bytes?: number;
}

export function createFactsMemory({
  people = MOST_PEOPLE,
  bytes = MOST_BYTES,
}: MemoryBounds = {}): FactsMemory {
  // In the order of the last write, which is the order in which they run out.
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
function factsAfter(before: TrackingFacts, { session, abandonedId }: TrackingChange): TrackingFacts {
  const hasEnded = before.current?.id === session.id || before.current?.id === abandonedId;
  return {
    ...before,
    sequence: before.sequence + 1,
    known: null,
    knownSession: null,
    current: session.is_current ? session : hasEnded ? null : before.current,
    named: null,
    nextStartedAt: null,
  };
}

/**
 * What goes on under a name keeps it. A session that has just been opened has none yet: its name is known once it
 * has been read, since another session may have been opened under the same one before.
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

/** What this process remembers of the people in a database: one memory for each pool of connections. */
export function factsMemoryOf(pool: Pool): FactsMemory {
  const known = memories.get(pool);
  if (known) return known;
  const made = createFactsMemory();
  memories.set(pool, made);
  return made;
}
