import { createSignal } from "solid-js";

const [announced, setAnnounced] = createSignal("");

/** The last state change, for the polite live region of the shell. */
export { announced };

/** Announces a state change, such as "Paused", to assistive technology. The ticking clock is never announced. */
export function announce(words: string): void {
  // Screen readers repeat the same words only if the region was empty in between.
  setAnnounced("");
  queueMicrotask(() => setAnnounced(words));
}
