import { createSignal } from "solid-js";

/** Where Tab stops in the grid: a habit, and 0 for its name or 1–7 for a day of the week. */
export interface GridStop {
  readonly id: string;
  readonly column: number;
}

export interface GridFocus {
  isStop(id: string, column: number): boolean;
  /** Was reached by a press or by Tab. */
  reached(stop: GridStop): void;
  /** Moves by a key. @returns whether the key was one of those */
  onKey(event: KeyboardEvent): boolean;
  /** Puts the focus on a stop once it stands in the document. */
  focus(stop: GridStop): void;
}

/**
 * One stop of Tab for a whole grid, in which the arrows, Home and End lead on. What can have the focus says its
 * column in `data-column`, within a row that says its habit in `data-habit`.
 *
 * @param grid the element with the rows
 * @param usual the stop where none was reached yet, or where what was reached is gone
 * @param isThere whether a stop can have the focus
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
