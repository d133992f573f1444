import { type Accessor, createSignal, onCleanup } from "solid-js";

/**
 * Tracks the width of an element in CSS pixels, 0 until it is laid out, so that charts draw at real pixels.
 *
 * @returns the width, and the ref for the element
 */
export function createElementWidth(): [Accessor<number>, (element: HTMLElement) => void] {
  const [width, setWidth] = createSignal(0);
  const observer = new ResizeObserver((entries) => {
    for (const entry of entries) setWidth(Math.floor(entry.contentRect.width));
  });
  onCleanup(() => observer.disconnect());
  return [width, (element) => observer.observe(element)];
}
