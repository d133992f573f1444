import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** A skeleton would only flicker if the answer came sooner. */
const SKELETON_AFTER_MS = 150;

/** True once `waiting` has been true for 150 ms; false again as soon as `waiting` is. */
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
