import type { StorageAdapter } from "@urql/exchange-graphcache";
import { type DefaultStorage, makeDefaultStorage } from "@urql/exchange-graphcache/default-storage";
import { newId } from "../random-id.ts";

const DATABASES = "pacekeeper-seen";
const PRESENT_KEY = "pacekeeper-seen";

let open: DefaultStorage | null = null;
let openMark = "";

/**
 * Stores the cache in IndexedDB. Null if the browser has none (a private window); `onReady` is then called at once.
 * Each viewer has a separate database: a tab that does not know yet that the viewer has changed keeps writing to the
 * old one, which is deleted.
 */
export function createSeenStorage(onReady: () => void): StorageAdapter | null {
  if (typeof indexedDB === "undefined") {
    onReady();
    return null;
  }
  openMark = presentMark();
  const name = DATABASES + openMark;
  const storage = makeDefaultStorage({ idbName: name, maxAge: 30 });
  open = storage;
  void deleteAllBut(name);
  return {
    ...storage,
    onCacheHydrated: onReady,
    readData: () => storage.readData().catch(() => ({})),
    writeData: (delta) => storage.writeData(delta).catch(() => undefined),
  };
}

/** Deletes the stored cache, so that the next viewer finds nothing of it. */
export async function forgetSeen(): Promise<void> {
  // Another tab may have done so already, and the next viewer may be using the new database.
  if (presentMark() === openMark) renewMark();
  await open?.clear().catch(() => undefined);
  if (typeof indexedDB !== "undefined") void deleteAllBut(DATABASES + presentMark());
}

function renewMark(): void {
  try {
    localStorage.setItem(PRESENT_KEY, `.${newId(Date.now())}`);
  } catch {
    // All viewers then share one database, which is cleared.
  }
}

function presentMark(): string {
  try {
    return localStorage.getItem(PRESENT_KEY) ?? "";
  } catch {
    return "";
  }
}

/** The browser deletes a database that is open in another tab once that tab closes. */
async function deleteAllBut(name: string): Promise<void> {
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const { name: other } of databases) {
    if (other?.startsWith(DATABASES) && other !== name) indexedDB.deleteDatabase(other);
  }
}
