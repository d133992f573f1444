import { chordOf, TYPES } from "../hotkeys.ts";
import { change, drawAgain, kept } from "../kept-state.ts";
import { press } from "../press.ts";
import { linked } from "../sync.ts";

/** A second press so soon is the key's own bounce or repetition. */
const BOUNCE_MS = 150;

/** Where a chord may be meant for a text. */
const TEXT = "input:not([type=radio],[type=checkbox],[type=button],[type=submit]),textarea";

/** For which of `TYPES` the next chord is the new hotkey; -1: for none. */
export let recorded = -1;
let last = "";
let at = 0;

/** Takes the next chord as the hotkey of this one of `TYPES`. */
export function recordChord(index: number): void {
  recorded = index;
  drawAgain();
}

/**
 * Hears a key press on its way down, before the page does. A hotkey that is not typed into a field is
 * kept from the page and the browser and acts once, however long it is held.
 */
export function hearKey(event: KeyboardEvent): void {
  const { keys } = kept;
  const chord = chordOf(event);
  const type = TYPES[keys.indexOf(chord)];
  const mine = recorded;
  const escapes = mine >= 0 && event.code === "Escape";
  if (mine < 0 ? !type || !linked() || isText(event.composedPath()[0]) : !chord && !escapes) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (mine < 0) {
    const bounced = event.repeat || (last === chord && event.timeStamp - at < BOUNCE_MS);
    last = chord;
    at = event.timeStamp;
    if (type && !bounced) press(type);
    return;
  }
  recordChord(-1);
  // Of two actions with one chord the other takes over the chord that has become free.
  const swapped = keys.map((key, index) => (index === mine ? chord : key === chord ? `${keys[mine]}` : key));
  if (chord) change(() => ({ keys: swapped }));
}

function isText(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT));
}
