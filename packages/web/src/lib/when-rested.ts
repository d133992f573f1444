/** Time between two checks whether the page is busy; its own requests and images come first. */
const LOOK_MS = 400;
const MOST_LOOKS = 12;
/** After this long, the callback runs even on a page that is never idle. */
const LONGEST_WAIT_MS = 3000;

/** Calls back once the page has loaded its data and is idle, but after ten seconds at the latest. */
export function whenRested(callback: () => void, looks = MOST_LOOKS): void {
  setTimeout(() => {
    if (looks > 1 && document.querySelector("[aria-busy=true]")) return whenRested(callback, looks - 1);
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(callback, { timeout: LONGEST_WAIT_MS });
  }, LOOK_MS);
}
