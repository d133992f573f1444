import { type Accessor, createComputed, on } from "solid-js";

/**
 * Animates the rows of a table into the gap of a removed row, so that they do not jump. The row itself disappears at
 * once, so nothing waits for the animation. There is none with reduced motion.
 *
 * @param rows the table's data
 * @returns the ref for the element that holds the rows
 */
export function createFold(rows: Accessor<readonly unknown[]>): (element: HTMLElement) => void {
  let body: HTMLElement | undefined;
  createComputed(
    on(rows, (now, before) => {
      // Computations run before the DOM updates, so the rows are still at their old positions.
      if (!body || !before || now.length >= before.length) return;
      const stood = new Map([...rowsOf(body)].map((row) => [row, row.offsetTop]));
      queueMicrotask(() => closeUp(stood));
    }),
  );
  return (element) => {
    body = element;
  };
}

const rowsOf = (body: HTMLElement) => body.querySelectorAll<HTMLElement>(":scope > tr");

function closeUp(stood: ReadonlyMap<HTMLElement, number>): void {
  const style = getComputedStyle(document.documentElement);
  const duration = milliseconds(style.getPropertyValue("--calm"));
  if (duration === 0) return;
  for (const [row, before] of stood) {
    // Positions are relative to the table: a page that has become shorter may have scrolled in the meantime.
    const by = row.isConnected ? before - row.offsetTop : 0;
    if (by <= 0) continue;
    row.animate([{ translate: `0 ${by}px` }, { translate: "0 0" }], {
      duration,
      easing: style.getPropertyValue("--ease").trim() || "ease-out",
      // Adds to a running animation of an earlier deletion.
      composite: "add",
    });
  }
}

/** A CSS time in milliseconds. @example milliseconds(".22s") === 220 */
export function milliseconds(time: string): number {
  const value = Number.parseFloat(time) || 0;
  return time.trim().endsWith("ms") ? value : value * 1000;
}
