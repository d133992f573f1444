import { createSignal } from "solid-js";

/** A focusable position in the grid: a habit, and column 0 for its name or 1–7 for a day of the week. */
export interface GridStop {
  readonly id: string;
  readonly column: number;
}

export interface GridFocus {
  isStop(id: string, column: number): boolean;
  /** Called when a stop receives the focus, by a press or by Tab. */
  reached(stop: GridStop): void;
  /** Moves the focus by a key. @returns whether the key is one that moves it */
  onKey(event: KeyboardEvent): boolean;
  /** Focuses a stop once it is in the document. */
  focus(stop: GridStop): void;
}

/**
 * A roving tab stop for the whole grid; the arrow keys, Home and End move it. A focusable element has its column in
 * `data-column`, inside a row with its habit in `data-habit`.
 *
 * @param grid the element with the rows
 * @param usual the default stop, used until one is reached and when the reached one is gone
 * @param isThere whether a stop can be focused
 */
export function createGridFocus(
  grid: () => HTMLElement | undefined,
  usual: () => GridStop | null,
  isThere: (stop: GridStop) => boolean,
): GridFocus {
  const [last, setLast] = createSignal<GridStop | null>(null);
  const stop = () => {
    const reached = last();
    return reached && isThere(reached) ? reached : usual();
  };
  const rows = () => [...(grid()?.querySelectorAll<HTMLElement>("[data-habit]") ?? [])];
  const stopsOf = (row: HTMLElement | undefined) => [
    ...(row?.querySelectorAll<HTMLElement>("[data-column]") ?? []),
  ];
  const at = (column: number) => (element: HTMLElement) => Number(element.dataset.column) === column;

  function target({ key, ctrlKey }: KeyboardEvent): HTMLElement | undefined {
    const present = stop();
    if (!present) return undefined;
    const all = rows();
    const index = all.findIndex((row) => row.dataset.habit === present.id);
    const inRow = stopsOf(all[index]);
    const place = inRow.findIndex(at(present.column));
    const inColumn = (row: HTMLElement | undefined) => stopsOf(row).find(at(present.column));
    switch (key) {
      case "ArrowLeft":
        return inRow[Math.max(0, place - 1)];
      case "ArrowRight":
        return inRow[place + 1] ?? inRow[place];
      case "ArrowUp":
        return inColumn(all[Math.max(0, index - 1)]);
      case "ArrowDown":
        return inColumn(all[index + 1] ?? all[index]);
      case "Home":
        return (ctrlKey ? stopsOf(all[0]) : inRow)[0];
      case "End":
        return (ctrlKey ? stopsOf(all.at(-1)) : inRow).at(-1);
      default:
        return undefined;
    }
  }
  return {
    isStop: (id, column) => stop()?.id === id && stop()?.column === column,
    reached: setLast,
    onKey(event) {
      if (event.altKey || event.metaKey || event.shiftKey) return false;
      const next = target(event);
      next?.focus();
      return next !== undefined;
    },
    focus(wanted) {
      setLast(wanted);
      queueMicrotask(() => {
        const row = rows().find(({ dataset }) => dataset.habit === wanted.id);
        stopsOf(row)
          .find(at(stop()?.column ?? 0))
          ?.focus();
      });
    },
  };
}
