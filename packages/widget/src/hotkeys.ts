/** The event types that can be pressed, in the order of the buttons and of each set of chords. */
export const TYPES = ["NEXT", "PAUSE", "UNDO", "EXIT"] as const;

/** The chords of the tool that this widget replaces. */
export const CLASSIC = ["Ctrl+Q", "Ctrl+Shift+P", "Ctrl+Shift+X", "Ctrl+Shift+Q"];

/** Chords that browsers leave to pages. */
export const ALTERNATIVE = [..."NPUE"].map((key) => `Alt+Shift+${key}`);

/** The relevant properties of a key press. */
export type Press = Pick<KeyboardEvent, "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">;

/**
 * A key press as a chord such as "Ctrl+Shift+P", by physical key (`event.code`); "" for a modifier alone and for
 * a plain key, which belongs to the page.
 */
export function chordOf({ code, ctrlKey, altKey, shiftKey, metaKey }: Press): string {
  const plain = !(ctrlKey || altKey || metaKey || /^F\d/.test(code));
  if (plain || /Control|Alt|Shift|Meta/.test(code)) return "";
  const modifiers = [ctrlKey && "Ctrl+", altKey && "Alt+", shiftKey && "Shift+", metaKey && "Meta+"];
  return modifiers.filter(Boolean).join("") + code.replace(/Key|Digit/, "");
}

/**
 * Warns about `chords` that the browser itself uses; "" if it leaves them to the page. Firefox quits on Ctrl+Q on
 * Linux and on Ctrl+Shift+Q on Windows, and opens a private window on Ctrl+Shift+P; ChromeOS signs out on
 * Ctrl+Shift+Q.
 */
export function warning(chords: readonly string[], userAgent: string): string {
  const taken = chords.filter((chord) => /^Ctrl.(Q|Shift.[PQ])$/.test(chord)).join(", ");
  const takes = /(Linux|Windows).*Firefox|CrOS/.test(userAgent) && taken;
  return takes ? `This browser may quit or act on ${taken}. The menu has other keys. ` : "";
}
