import { isUserscript } from "./userscript.ts";

declare const GM_addValueChangeListener: ((name: string, heard: () => void) => void) | undefined;

/** The number is that of the shape of what is kept. */
const NAME = "pacekeeper.1";

/** The userscript manager's storage, which the page cannot read, if there is one, else the page's own. */
const place = isUserscript
  ? GM
  : {
      getValue: async (name: string) => localStorage.getItem(name),
      setValue: async (name: string, value: string) => localStorage.setItem(name, value),
    };

/** What was written last. */
export function readText(): Promise<string | null | undefined> {
  return place.getValue(NAME);
}

/** Rejects with what the storage throws when it is full or forbidden. */
export function writeText(text: string): Promise<void> {
  return place.setValue(NAME, text);
}

/** Calls `heard` when another tab has written. */
export function hearWriting(heard: () => void): void {
  if (isUserscript) {
    // Not every manager has it; there a tab reads what others wrote whenever it talks to the server.
    if (typeof GM_addValueChangeListener === "function") GM_addValueChangeListener(NAME, heard);
  } else addEventListener("storage", ({ key }) => key === NAME && heard());
}
