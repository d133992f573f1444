/** Asking over and over for what nobody tells by itself. */
export interface Polling {
  /** Begins to wait for the first time to ask; while it runs nothing begins anew. */
  start(): void;
  stop(): void;
}

/**
 * How long to wait before asking again: about ten seconds, up to one more or less by chance, so that a
 * server is not asked by everybody at once.
 *
 * @param random in [0, 1)
 */
export function pollWaitMs(random: number): number {
  return 9000 + random * 2000;
}

/**
 * Calls `ask` every ten seconds from ten seconds after `start` on. A page that is not looked at asks nothing;
 * what it would have asked meanwhile it asks once when it is looked at again.
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
    // Waits first: what is asked may lead to `stop`.
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
