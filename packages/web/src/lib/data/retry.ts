export const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before trying again: doubling from half a second to thirty, each at random between a
 * half and the whole, so that a restarted server is not met by everybody at once.
 *
 * @param random in [0, 1)
 */
export function retryWaitMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + random / 2);
}

/**
 * Calls back after a wait, but no later than when the device comes online or the page is looked at again.
 *
 * @returns how to give it up
 */
export function afterWait(ms: number, callback: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  };
  const done = () => {
    stop();
    callback();
  };
  const wake = () => document.visibilityState === "visible" && done();
  const timer = setTimeout(done, ms);
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  return stop;
}
