/** Repeated asking for changes that are not pushed. */
export interface Polling {
  /** Starts the first interval; does nothing while polling runs. */
  start(): void;
  stop(): void;
}

/**
 * How long to wait before asking again: ten seconds, give or take a random second, so that clients do not all ask
 * the server at once.
 *
 * @param random in [0, 1)
 */
export function pollWaitMs(random: number): number {
  return 9000 + random * 2000;
}

/**
 * Calls `ask` every ten seconds, first ten seconds after `start`. A hidden page does not ask; if it skipped a call,
 * it asks once when it becomes visible again.
 */
export function createPolling(ask: () => void): Polling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let owed = false;

  function wait() {
    timer = setTimeout(due, pollWaitMs(Math.random()));
  }
  function due() {
    owed = document.visibilityState === "hidden";
    if (owed) return;
    // Schedules first: `ask` may call `stop`.
    wait();
    ask();
  }
  function onVisibility() {
    if (owed) due();
  }
  return {
    start() {
      if (running) return;
      running = true;
      document.addEventListener("visibilitychange", onVisibility);
      wait();
    },
    stop() {
      running = false;
      owed = false;
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(timer);
    },
  };
}
