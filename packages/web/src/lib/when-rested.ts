/** Between two looks at whether the page is busy; its own requests and pictures go first. */
const REST_LOOK_MS = 400;
const MOST_REST_LOOKS = 12;
/** A page that never rests has waited long enough by then. */
const LONGEST_WAIT_MS = 3000;

const SHOWN_LOOK_MS = 50;
const MOST_SHOWN_LOOKS = 40;

/** Calls back once the page shows what it was waiting for and has nothing more urgent to do; in ten seconds at most. */
export function whenRested(callback: () => void): void {
  whenNotBusy(REST_LOOK_MS, MOST_REST_LOOKS, () => {
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(callback, { timeout: LONGEST_WAIT_MS });
  });
}

/** Calls back once the page shows what it was waiting for, in two seconds at most: for code that the first view can do without. */
export function whenShown(callback: () => void): void {
  whenNotBusy(SHOWN_LOOK_MS, MOST_SHOWN_LOOKS, callback);
}

function whenNotBusy(lookMs: number, looks: number, callback: () => void): void {
  setTimeout(() => {
    if (looks > 1 && document.querySelector("[aria-busy=true]"))
      return whenNotBusy(lookMs, looks - 1, callback);
    callback();
  }, lookMs);
}
