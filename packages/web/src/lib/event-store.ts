import type { EventStore, QueuedEvent } from "./event-queue.ts";

const DATABASE = "pacekeeper-queue";
const EVENTS = "events";

/**
 * The queue's rows in IndexedDB, in the order in which they were added, shared by all tabs. What the
 * browser refuses to keep (a private window, a full disk) lives as long as the page.
 */
export function createEventStore(): EventStore {
  const memory = createMemoryStore();
  let opening: Promise<IDBDatabase | null> | undefined;
  const database = () => {
    opening ??= openDatabase().catch(() => null);
    return opening;
  };
  return {
    async add(event) {
      const db = await database();
      const kept = db
        ? await done(rows(db, "readwrite").add(event)).then(
            () => true,
            () => false,
          )
        : false;
      if (!kept) await memory.add(event);
    },
    async list() {
      const db = await database();
      const saved: QueuedEvent[] = db ? await done(rows(db, "readonly").getAll()) : [];
      return [...saved, ...(await memory.list())];
    },
    async remove(clientEventId) {
      await memory.remove(clientEventId);
      const db = await database();
      if (!db) return;
      const store = rows(db, "readwrite");
      const key = await done(store.index("clientEventId").getKey(clientEventId));
      if (key !== undefined) await done(store.delete(key));
    },
  };
}

/** The same without a browser's database. */
export function createMemoryStore(): EventStore {
  let events: QueuedEvent[] = [];
  return {
    add: async (event) => {
      events = [...events, event];
    },
    list: async () => events,
    remove: async (clientEventId) => {
      events = events.filter((event) => event.clientEventId !== clientEventId);
    },
  };
}

// Async, so that a browser without the database rejects like one that refuses it.
async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore(EVENTS, { autoIncrement: true });
    store.createIndex("clientEventId", "clientEventId", { unique: true });
  };
  return done(opening);
}

function rows(db: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return db.transaction(EVENTS, mode).objectStore(EVENTS);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
