import { createComputed, createEffect, on } from "solid-js";

/**
 * Keeps the focus where it is when a list puts its rows into another order: the browser takes it from whatever moves in
 * the document, and what somebody is typing would press the page's keys. Put it before the list.
 *
 * @param rows the list's rows, in their order
 * @param list the element that holds them
 */
export function keepFocus(rows: () => unknown, list: () => HTMLElement | undefined): void {
  let focused: HTMLElement | null = null;
  createComputed(
    on(rows, () => {
      const { activeElement } = document;
      focused =
        activeElement instanceof HTMLElement && list()?.contains(activeElement) ? activeElement : null;
    }),
  );
  createEffect(
    on(rows, () => {
      if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
      focused = null;
    }),
  );
}
