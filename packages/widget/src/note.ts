import { drawAgain } from "./kept-state.ts";

const SHOWN_MS = 6000;

/** A message that passes by itself, or "". */
export let note = "";
let timer: ReturnType<typeof setTimeout>;

/** Shows `text` for a while; a screen reader says it. */
export function tell(text: string): void {
  clearTimeout(timer);
  note = text;
  if (text) timer = setTimeout(tell, SHOWN_MS, "");
  drawAgain();
}
