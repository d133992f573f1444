import { type Accessor, createComputed, on } from "solid-js";

/**
 * Lets the rows of a table close up over one that has gone, instead of jumping there. The row itself is
 * gone at once, so nothing waits for the movement; where motion is reduced there is none.
 *
 * @param rows what the table shows @returns the ref of the element that holds its rows
 */
export function createFold(rows: Accessor<readonly unknown[]>): (element: HTMLElement) => void {
  let body: HTMLElement | undefined;
  createComputed(
    on(rows, (now, before) => {
      // Computations run before what they cause is drawn: the rows still stand where they stood.
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
    // Within the table: a page that has become shorter may have scrolled meanwhile.
    const by = row.isConnected ? before - row.offsetTop : 0;
    if (by <= 0) continue;
    row.animate([{ translate: `0 ${by}px` }, { translate: "0 0" }], {
      duration,
      easing: style.getPropertyValue("--ease").trim() || "ease-out",
      // On top of what an earlier deletion has left to go.
      composite: "add",
    });
  }
}

/** A CSS time in milliseconds. @example milliseconds(".22s") === 220 */
export function milliseconds(time: string): number {
  const value = Number.parseFloat(time) || 0;
  return time.trim().endsWith("ms") ? value : value * 1000;
}
