import type { EventStore, QueuedEvent } from "./event-queue.ts";

/** One entry per event, so that two tabs cannot overwrite each other. */
const PREFIX = "pacekeeper.event.";

interface Row {
  /** One more than the last event's; the id breaks a tie between two tabs. */
  readonly order: number;
  readonly event: QueuedEvent;
}

/**
 * Keeps the queue's rows in local storage, in the order in which they were added, shared by all tabs. Local storage
 * is synchronous: a page that is reloaded a millisecond after a press loses nothing. Events that the browser refuses
 * to store stay in memory.
 */
export function createEventStore(storage: Storage | null = ownStorage()): EventStore {
  const memory = createMemoryStore();
  if (!storage) return memory;
  const rows = (): Row[] =>
    Object.keys(storage)
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => readRow(storage.getItem(key)))
      .sort((a, b) => a.order - b.order || (a.event.clientEventId < b.event.clientEventId ? -1 : 1));
  return {
    async add(event) {
      try {
        const row: Row = { order: (rows().at(-1)?.order ?? 0) + 1, event };
        storage.setItem(PREFIX + event.clientEventId, JSON.stringify(row));
      } catch {
        await memory.add(event);
      }
    },
    async list() {
      return [...rows().map(({ event }) => event), ...(await memory.list())];
    },
    async remove(clientEventId) {
      await memory.remove(clientEventId);
      storage.removeItem(PREFIX + clientEventId);
    },
  };
}

/**
 * Calls back when another tab has changed the queue and this tab can read the change. A message from that tab would
 * come too early: what it wrote might not have reached this tab's storage yet.
 *
 * @returns unsubscribes
 */
export function onEventsOfOtherTabs(changed: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(PREFIX)) changed();
  };
  globalThis.addEventListener?.("storage", heard);
  return () => globalThis.removeEventListener?.("storage", heard);
}

/** Null if the browser has none, or denies this page access. */
function ownStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Parses a row of the queue; an unreadable entry yields none. */
function readRow(text: string | null): Row[] {
  try {
    const row: Row | null = text === null ? null : JSON.parse(text);
    return row?.event?.clientEventId ? [row] : [];
  } catch {
    return [];
  }
}

/** An event store in memory. */
export function createMemoryStore(): EventStore {
  let events: QueuedEvent[] = [];
  return {
    add: async (event) => {
      events = [...events.filter((other) => other.clientEventId !== event.clientEventId), event];
    },
    list: async () => events,
    remove: async (clientEventId) => {
      events = events.filter((event) => event.clientEventId !== clientEventId);
    },
  };
}
