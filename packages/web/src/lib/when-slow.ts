import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** Skeletons would only flicker where an answer comes sooner. */
const SKELETON_AFTER_MS = 150;

/** True once `waiting` has been true for 150 ms; false again at once. */
export function whenSlow(waiting: Accessor<boolean>): Accessor<boolean> {
  const [slow, setSlow] = createSignal(false);
  createEffect(() => {
    if (!waiting()) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return slow;
}
