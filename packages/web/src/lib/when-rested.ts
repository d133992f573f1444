/** Between two looks at whether the page is busy; its own questions and pictures go first. */
const LOOK_MS = 400;
const MOST_LOOKS = 12;
/** A page that never rests has waited long enough by then. */
const LONGEST_WAIT_MS = 3000;

/** Calls back once the page shows what it was waiting for and has nothing more urgent to do; in ten seconds at most. */
export function whenRested(callback: () => void, looks = MOST_LOOKS): void {
  setTimeout(() => {
    if (looks > 1 && document.querySelector("[aria-busy=true]")) return whenRested(callback, looks - 1);
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(callback, { timeout: LONGEST_WAIT_MS });
  }, LOOK_MS);
}
