import { store, stored } from "../../lib/preferences.ts";

const ANNOUNCED_KEY = "pacekeeper-endings-told";
const RUNG_KEY = "pacekeeper-endings-rung";
/** More than anyone has on the screen at once. */
const MOST_KEPT = 200;

/** Ends of runs that were already handled in this browser, shared by all tabs. */
export interface EndingList {
  has(key: string): boolean;
  add(key: string): void;
}

/** Ends for which a tab has shown a toast. */
export const announcedEndings: EndingList = endingList(ANNOUNCED_KEY);

/** Ends for which a tab has claimed the ring. */
export const rungEndings: EndingList = endingList(RUNG_KEY);

function endingList(storageKey: string): EndingList {
  // If the browser's storage is unavailable, at least this tab remembers.
  let own: readonly string[] = [];
  const kept = () => [...new Set([...own, ...(stored(storageKey)?.split("\n") ?? [])])];
  const keep = (keys: readonly string[]) => {
    own = keys.slice(-MOST_KEPT);
    store(storageKey, own.join("\n"));
  };
  return {
    has: (key) => kept().includes(key),
    add: (key) => keep([...kept().filter((other) => other !== key), key]),
  };
}
