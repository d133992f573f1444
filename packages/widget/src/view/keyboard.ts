import { chordOf, TYPES } from "../hotkeys.ts";
import { change, drawAgain, kept } from "../kept-state.ts";
import { press } from "../press.ts";
import { linked } from "../sync.ts";

/** A second press within this time is a key bounce. */
const BOUNCE_MS = 150;

/** Fields in which a chord may be meant as typing. */
const TEXT = "input:not([type=radio],[type=checkbox],[type=button],[type=submit]),textarea";

/** The index in `TYPES` of the action whose hotkey is being recorded; -1 for none. */
export let recorded = -1;
let last = "";
let at = 0;

/** Records the next chord as the hotkey of `TYPES[index]`; -1 stops recording. */
export function recordChord(index: number): void {
  recorded = index;
  drawAgain();
}

/**
 * Handles a key press in the capture phase, before the page does. A hotkey outside a text field is kept from the
 * page and the browser, and acts once however long it is held.
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
  // If another action already has the chord, it gets this action's old chord.
  const swapped = keys.map((key, index) => (index === mine ? chord : key === chord ? `${keys[mine]}` : key));
  if (chord) change(() => ({ keys: swapped }));
}

function isText(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT));
}
