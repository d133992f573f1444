import type { StorageAdapter } from "@urql/exchange-graphcache";
import { type DefaultStorage, makeDefaultStorage } from "@urql/exchange-graphcache/default-storage";
import { newId } from "../random-id.ts";

const DATABASES = "pacekeeper-seen";
const PRESENT_KEY = "pacekeeper-seen";

let open: DefaultStorage | null = null;
let openMark = "";

/**
 * What this browser has seen, kept in IndexedDB; null where the browser keeps nothing (a private window), and
 * then `onReady` is called at once. Each person's is a database of its own: a tab that has not heard yet that
 * somebody else is here now writes into the one that is thrown away.
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

/** Forgets all that was seen; whoever opens the app next finds nothing of it. */
export async function forgetSeen(): Promise<void> {
  // Another tab may have done so already, and somebody else may be seeing things since.
  if (presentMark() === openMark) renewMark();
  await open?.clear().catch(() => undefined);
  if (typeof indexedDB !== "undefined") void deleteAllBut(DATABASES + presentMark());
}

function renewMark(): void {
  try {
    localStorage.setItem(PRESENT_KEY, `.${newId(Date.now())}`);
  } catch {
    // Then there is one database for everybody, which is emptied.
  }
}

function presentMark(): string {
  try {
    return localStorage.getItem(PRESENT_KEY) ?? "";
  } catch {
    return "";
  }
}

/** A database that a tab still holds open goes when that tab does. */
async function deleteAllBut(name: string): Promise<void> {
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const { name: other } of databases) {
    if (other?.startsWith(DATABASES) && other !== name) indexedDB.deleteDatabase(other);
  }
}
