import { type Accessor, createSignal } from "solid-js";
import type { LiveSessionFragment } from "../../generated/graphql.ts";

export interface ServerFacts {
  /** The active session as the server last told it; null when there is none. */
  session: Accessor<LiveSessionFragment | null>;
  /** Events that the server has counted, by client event id: they are no longer predicted. */
  isCounted(clientEventId: string): boolean;
  count(clientEventId: string): void;
  /** Where the story stands now; goes with a question to the server. */
  mark(): number;
  /**
   * Takes in an answer. An older version than the one known is ignored, and so is "no session" when
   * something newer was heard since `mark`.
   */
  hear(session: LiveSessionFragment | null, mark?: number): void;
  /** Takes in what this device remembers, until the server has said anything. */
  suppose(session: LiveSessionFragment | null): void;
  /** A session was deleted: if it is the active one, there is none. */
  forget(id: string): void;
}

/** What the server has said of the active session, told by several voices in any order. */
export function createServerFacts(): ServerFacts {
  const [session, setSession] = createSignal<LiveSessionFragment | null>(null);
  const versions = new Map<string, number>();
  const counted = new Set<string>();
  let heard = 0;
  let hasAnswer = false;

  function isOld(told: LiveSessionFragment): boolean {
    const known = versions.get(told.id) ?? 0;
    if (told.version !== known) return told.version < known;
    const shown = session();
    return shown !== null && shown.id !== told.id;
  }

  return {
    session,
    forget(id) {
      if (session()?.id === id) setSession(null);
    },
    isCounted: (id) => counted.has(id),
    count: (id) => counted.add(id),
    mark: () => heard,
    suppose(remembered) {
      if (hasAnswer) return;
      for (const event of remembered?.events.nodes ?? []) counted.add(event.clientEventId);
      setSession(remembered?.isActive ? remembered : null);
    },
    hear(told, mark = heard) {
      hasAnswer = true;
      if (told === null) {
        if (mark === heard) setSession(null);
        return;
      }
      if (isOld(told)) return;
      heard += 1;
      versions.set(told.id, told.version);
      for (const event of told.events.nodes) counted.add(event.clientEventId);
      if (told.isActive) setSession(told);
      else if (session()?.id === told.id) setSession(null);
    },
  };
}
