const EDGE_PX = 56;
const SCROLL_PX = 12;

interface DragParts {
  /** The rows, in order. */
  readonly rows: () => readonly HTMLElement[];
  /** Called when a row is dropped on another's place, with both indexes. */
  readonly onDrop: (from: number, to: number) => void;
}

/**
 * Moves a row with a finger or the pointer and previews its new place: the rows in between make room. Escape cancels.
 *
 * @returns the `pointerdown` handler of a row's grip
 */
export function createRowDrag({ rows, onDrop }: DragParts): (event: PointerEvent, index: number) => void {
  return (down, from) => {
    const grip = down.currentTarget;
    const all = rows();
    const row = all[from];
    if (down.button !== 0 || !(grip instanceof HTMLElement) || !row) return;
    down.preventDefault();
    const handle: HTMLElement = grip;
    const dragged: HTMLElement = row;
    handle.setPointerCapture(down.pointerId);
    const middles = all.map((each) => each.offsetTop + each.offsetHeight / 2);
    const startedAt = down.clientY + scrollY;
    const { offsetHeight } = row;
    let pointerY = down.clientY;
    let to = from;
    let frame = requestAnimationFrame(follow);
    dragged.dataset.dragged = "";

    /** Scrolls the page while the pointer is near the window's edges. */
    function follow() {
      const by = pointerY < EDGE_PX ? -SCROLL_PX : pointerY > innerHeight - EDGE_PX ? SCROLL_PX : 0;
      if (by !== 0) {
        scrollBy(0, by);
        place();
      }
      frame = requestAnimationFrame(follow);
    }
    function place() {
      const by = pointerY + scrollY - startedAt;
      const middle = (middles[from] ?? 0) + by;
      dragged.style.setProperty("translate", `0 ${by}px`);
      // A quarter of a row before another's middle already counts as its place.
      const slack = offsetHeight / 4;
      const above = middles.filter((each, index) => index < from && middle < each + slack).length;
      const below = middles.filter((each, index) => index > from && middle > each - slack).length;
      to = from + below - above;
      for (const [index, each] of all.entries()) {
        if (index === from) continue;
        const makesRoom = index > from && index <= to ? -1 : index < from && index >= to ? 1 : 0;
        each.style.setProperty("translate", makesRoom ? `0 ${makesRoom * offsetHeight}px` : "none");
      }
    }
    function onMove(event: PointerEvent) {
      pointerY = event.clientY;
      place();
    }
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      to = from;
      finish();
    }
    function finish() {
      cancelAnimationFrame(frame);
      handle.removeEventListener("pointermove", onMove);
      handle.removeEventListener("pointerup", finish);
      handle.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", onKey, true);
      for (const each of all) each.style.removeProperty("translate");
      delete dragged.dataset.dragged;
      if (to !== from) onDrop(from, to);
    }
    function cancel() {
      to = from;
      finish();
    }
    // The handle has captured the pointer, so these events arrive here.
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("pointerup", finish);
    handle.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", onKey, true);
  };
}
