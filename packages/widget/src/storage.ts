/** What a userscript manager grants; the names are those of the Greasemonkey interface. */
interface Place {
  getValue(name: string): Promise<string | null | undefined>;
  setValue(name: string, value: string): Promise<void>;
}

declare const GM: Place | undefined;
declare const GM_addValueChangeListener: ((name: string, heard: () => void) => void) | undefined;

/** The number is that of the shape of what is kept. */
const NAME = "pacekeeper.1";

/** The userscript manager's storage, which the page cannot read, if there is one, else the page's own. */
const place: Place =
  typeof GM === "object"
    ? GM
    : {
        getValue: async (name) => localStorage.getItem(name),
        setValue: async (name, value) => localStorage.setItem(name, value),
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
  if (typeof GM === "object") {
    // Not every manager has it; there a tab reads what others wrote whenever it talks to the server.
    if (typeof GM_addValueChangeListener === "function") GM_addValueChangeListener(NAME, heard);
  } else addEventListener("storage", ({ key }) => key === NAME && heard());
}
