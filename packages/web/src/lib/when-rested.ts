/** Time between two checks whether the page is busy; its own requests and images come first. */
const IDLE_CHECK_MS = 400;
const MOST_IDLE_CHECKS = 12;
/** After this long, the callback runs even on a page that is never idle. */
const LONGEST_WAIT_MS = 3000;

const SHOWN_CHECK_MS = 50;
const MOST_SHOWN_CHECKS = 40;

/** Calls back once the page has loaded its data and is idle, but after ten seconds at the latest. */
export function whenRested(callback: () => void): void {
  whenLoaded(IDLE_CHECK_MS, MOST_IDLE_CHECKS, () => {
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(callback, { timeout: LONGEST_WAIT_MS });
  });
}

/** Calls back once the page has loaded its data, but after two seconds at the latest. */
export function whenShown(callback: () => void): void {
  whenLoaded(SHOWN_CHECK_MS, MOST_SHOWN_CHECKS, callback);
}

function whenLoaded(checkMs: number, checks: number, callback: () => void): void {
  setTimeout(() => {
    if (checks > 1 && document.querySelector("[aria-busy=true]"))
      return whenLoaded(checkMs, checks - 1, callback);
    callback();
  }, checkMs);
}
