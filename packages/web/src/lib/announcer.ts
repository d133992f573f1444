import { createSignal } from "solid-js";

const [announced, setAnnounced] = createSignal("");

/** The last state change, for the polite live region of the shell. */
export { announced };

/** Tells assistive technology of a state change, such as "Paused". The ticking clock is never told. */
export function announce(words: string): void {
  // The same words again are only read when the region was empty between.
  setAnnounced("");
  queueMicrotask(() => setAnnounced(words));
}
