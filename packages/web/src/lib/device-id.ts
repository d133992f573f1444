import { store, stored } from "./preferences.ts";
import { newId } from "./random-id.ts";

const KEY = "pacekeeper-device";

let own: string | null = null;

/** A random id of this browser, which all its tabs share; of this tab alone if the browser's storage is unavailable. */
export function deviceId(): string {
  const kept = stored(KEY);
  if (kept !== null) return kept;
  own ??= newId(Date.now());
  store(KEY, own);
  return own;
}
