import { change, kept } from "../kept-state.ts";

/** What is left free at the window's sides; the style sheet knows it too. */
const MARGIN = 20;
/** A pointer that moved less has clicked. */
const CLICK_PX = 4;

/** Where the widget is being dragged to: as `Kept.x` and `Kept.y`. */
let dragged: { readonly x: number; readonly y: number } | null = null;

/** Puts the widget where it belongs. The style sheet turns the shares into lengths, so a resize needs nothing. */
export function place({ style }: HTMLElement): void {
  const { x, y } = dragged ?? kept;
  // Through the CSSOM: a strict CSP forbids style attributes.
  style.setProperty("--x", `${x}`);
  style.setProperty("--y", `${y}`);
}

/** Lets the widget be dragged by its head, when it is compact also by its clock; its place is kept. */
export function letDrag(section: HTMLElement): void {
  let start: PointerEvent | null = null;
  let box: DOMRect;
  section.onpointerdown = (event) => {
    // The section hears what happens inside it alone: targets are elements.
    if (event.button || (event.target as Element).closest("button:not(#mark),input")) return;
    start = event;
    box = section.getBoundingClientRect();
  };
  addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!start) return;
    const dx = clientX - start.clientX;
    const dy = clientY - start.clientY;
    if (!dragged && Math.hypot(dx, dy) < CLICK_PX) return;
    // From here on the click is the section's, not the mark's.
    section.setPointerCapture(start.pointerId);
    dragged = {
      x: share(box.left + dx, innerWidth - box.width),
      y: share(box.top + dy, innerHeight - box.height),
    };
    place(section);
  });
  const end = () => {
    const to = dragged;
    start = dragged = null;
    if (to) change(() => to);
  };
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}

/** How far along the free room a length is, both in pixels; 0 to 1. */
function share(length: number, room: number): number {
  return Math.min(1, Math.max(0, (length - MARGIN) / Math.max(1, room - 2 * MARGIN)));
}
