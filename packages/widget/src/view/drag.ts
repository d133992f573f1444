import { change, kept } from "../kept-state.ts";

/** The margin to the window's edges in pixels; the style sheet has it too. */
const MARGIN = 20;
/** A pointer that moved less than this made a click. */
const CLICK_PX = 4;

/** The position during a drag, in the units of `Kept.x` and `Kept.y`. */
let dragged: { readonly x: number; readonly y: number } | null = null;

/** Positions the widget. The style sheet turns the fractions into lengths, so nothing is needed on a resize. */
export function place({ style }: HTMLElement): void {
  const { x, y } = dragged ?? kept;
  // Through the CSSOM: a strict CSP forbids style attributes.
  style.setProperty("--x", `${x}`);
  style.setProperty("--y", `${y}`);
}

/** Lets the person drag the widget by anything but a button, save for its mark, or a field; stores the position. */
export function letDrag(section: HTMLElement): void {
  let start: PointerEvent | null = null;
  let box: DOMRect;
  section.onpointerdown = (event) => {
    // The section receives only events from inside it, so the target is an element.
    if (event.button || (event.target as Element).closest("button:not(#mark),input")) return;
    start = event;
    box = section.getBoundingClientRect();
  };
  addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!start) return;
    const dx = clientX - start.clientX;
    const dy = clientY - start.clientY;
    if (!dragged && Math.hypot(dx, dy) < CLICK_PX) return;
    // With the pointer captured, the click goes to the section, not to the mark button.
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

/** A position as a fraction (0 to 1) of the free room, both in pixels. */
function share(length: number, room: number): number {
  return Math.min(1, Math.max(0, (length - MARGIN) / Math.max(1, room - 2 * MARGIN)));
}
