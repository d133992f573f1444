import { type Accessor, createSignal } from "solid-js";
import type { LiveSessionFragment } from "../../generated/graphql.ts";

export interface ServerFacts {
  /** The active session as the server last sent it; null if there is none. */
  session: Accessor<LiveSessionFragment | null>;
  /** Whether the server has counted an event, by client event id; such events are no longer applied optimistically. */
  isCounted(clientEventId: string): boolean;
  count(clientEventId: string): void;
  /** A mark to take before a query; pass it to `hear` with the answer. */
  mark(): number;
  /**
   * Takes in an answer or push. Ignores an older version than the known one, and "no session" if something newer
   * arrived after `mark`.
   */
  hear(session: LiveSessionFragment | null, mark?: number): void;
  /** Takes in the cached session, unless the server has already answered. */
  suppose(session: LiveSessionFragment | null): void;
  /** Drops a deleted session if it is the active one. */
  forget(id: string): void;
}

/** Merges the active session from queries, pushes and mutations, which may arrive in any order. */
export function createServerFacts(): ServerFacts {
  const [session, setSession] = createSignal<LiveSessionFragment | null>(null);
  const versions = new Map<string, number>();
  const counted = new Set<string>();
  let heard = 0;
  let hasAnswer = false;

  function isOld(incoming: LiveSessionFragment): boolean {
    const known = versions.get(incoming.id) ?? 0;
    if (incoming.version !== known) return incoming.version < known;
    const shown = session();
    return shown !== null && shown.id !== incoming.id;
  }

  /** Every end raises the version by one, so that an answer from before the end is old; a reopening raises it again. */
  function end() {
    const ended = session();
    if (ended) versions.set(ended.id, ended.version + 1);
    setSession(null);
  }

  return {
    session,
    forget(id) {
      if (session()?.id === id) end();
    },
    isCounted: (id) => counted.has(id),
    count: (id) => counted.add(id),
    mark: () => heard,
    suppose(remembered) {
      if (hasAnswer) return;
      for (const event of remembered?.events.nodes ?? []) counted.add(event.clientEventId);
      setSession(remembered?.isActive ? remembered : null);
    },
    hear(incoming, mark = heard) {
      hasAnswer = true;
      if (incoming === null) {
        if (mark === heard) end();
        return;
      }
      if (isOld(incoming)) return;
      heard += 1;
      versions.set(incoming.id, incoming.version);
      for (const event of incoming.events.nodes) counted.add(event.clientEventId);
      if (incoming.isActive) setSession(incoming);
      else if (session()?.id === incoming.id) setSession(null);
    },
  };
}
