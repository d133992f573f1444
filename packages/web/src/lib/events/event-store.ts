import type { EventStore, QueuedEvent } from "./event-queue.ts";

/** One entry an event, so that two tabs that add at once cannot overwrite each other. */
const PREFIX = "pacekeeper.event.";

interface Row {
  /** Grows by one with each event that is added; ids break the tie of two tabs at once. */
  readonly order: number;
  readonly event: QueuedEvent;
}

/**
 * The queue's rows in the browser's local storage, in the order in which they were added, shared by all tabs.
 * Local storage, since it takes an event within the very press: a page that is reloaded in the next
 * millisecond has lost nothing. What the browser refuses to keep lives as long as the page.
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
 * Calls back when another tab has changed the queue and this one can see it; gives back how to stop that.
 * A message from that tab would come too early: what it wrote may not have reached this tab's storage yet.
 */
export function onEventsOfOtherTabs(changed: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(PREFIX)) changed();
  };
  globalThis.addEventListener?.("storage", heard);
  return () => globalThis.removeEventListener?.("storage", heard);
}

/** Null where the browser has none, or refuses it to this page. */
function ownStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** What this page wrote; anything else under its name is left alone. */
function readRow(text: string | null): Row[] {
  try {
    const row: Row | null = text === null ? null : JSON.parse(text);
    return row?.event?.clientEventId ? [row] : [];
  } catch {
    return [];
  }
}

/** The same without a browser's storage. */
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
