export const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before a retry: the step doubles from half a second to thirty, and the wait is a random time
 * between half the step and all of it, so that clients do not hit a restarted server all at once.
 *
 * @param random in [0, 1)
 */
export function retryWaitMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + random / 2);
}

/**
 * Calls back after a wait, or sooner if the device comes online or the page becomes visible.
 *
 * @returns cancels it
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
