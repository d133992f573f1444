import { isUserscript } from "./userscript.ts";

declare const GM_addValueChangeListener: ((name: string, heard: () => void) => void) | undefined;

/** The number is the version of the stored format. */
const NAME = "pacekeeper.1";

/** The userscript manager's storage, which the page cannot read, if there is one; else the page's own. */
const place = isUserscript
  ? GM
  : {
      getValue: async (name: string) => localStorage.getItem(name),
      setValue: async (name: string, value: string) => localStorage.setItem(name, value),
    };

/** The text that was written last. */
export function readText(): Promise<string | null | undefined> {
  return place.getValue(NAME);
}

/** Rejects if the storage is full or forbidden. */
export function writeText(text: string): Promise<void> {
  return place.setValue(NAME, text);
}

/** Calls `heard` when another tab has written. */
export function hearWriting(heard: () => void): void {
  if (isUserscript) {
    // Not every manager has it; without it, a tab reads other tabs' changes whenever it talks to the server.
    if (typeof GM_addValueChangeListener === "function") GM_addValueChangeListener(NAME, heard);
  } else addEventListener("storage", ({ key }) => key === NAME && heard());
}
