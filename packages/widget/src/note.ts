import { drawAgain } from "./kept-state.ts";

const SHOWN_MS = 6000;

/** The current message, which disappears after a while, or "". */
export let note = "";
let timer: ReturnType<typeof setTimeout>;

/** Shows `text` for a while; screen readers announce it. */
export function showNote(text: string): void {
  clearTimeout(timer);
  note = text;
  if (text) timer = setTimeout(showNote, SHOWN_MS, "");
  drawAgain();
}
