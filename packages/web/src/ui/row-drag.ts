const EDGE_PX = 56;
const SCROLL_PX = 12;

interface DragParts {
  /** The rows, in their order. */
  readonly rows: () => readonly HTMLElement[];
  /** A row was let go over the place of another, by their indexes. */
  readonly onDrop: (from: number, to: number) => void;
}

/**
 * Moves a row along with a finger or the pointer, and shows where it would come to stand: the rows between make
 * room. Escape puts everything back.
 *
 * @returns what hears of the press on a row's grip
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

    /** Near the window's edges the page moves along. */
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
      // Most of the way to another's place is meant for it.
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
    // Events of the pointer that this very element has captured.
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("pointerup", finish);
    handle.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", onKey, true);
  };
}
