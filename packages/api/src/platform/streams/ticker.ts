/** Calls each of many callbacks once a second, spread over the second. */
export interface Ticker {
  /**
   * Calls back at every instant that is a whole number of seconds from `at`, up to 50 ms late and never early.
   *
   * @param at epoch milliseconds by the same clock
   * @returns a function that stops the calls
   */
  everySecond(at: number, tick: () => void): () => void;
  /** The number of callbacks, for metrics. */
  readonly size: number;
}

const SLOT_MS = 50;
const SLOTS = 1000 / SLOT_MS;

/**
 * A ticker of 20 slots: callbacks in the same 50 ms of the second share one wake-up. It follows absolute times, so
 * delays never add up. For the seconds that a blocked process missed, it calls once.
 *
 * @param now the server's clock, epoch milliseconds
 */
export function createTicker(now: () => number): Ticker {
  const slots = Array.from({ length: SLOTS }, () => new Set<() => void>());
  let size = 0;
  let timeout: NodeJS.Timeout | undefined;
  /** The last slot called, counted in 50 ms steps of the epoch. */
  let last = 0;

  function call(): void {
    const present = Math.floor(now() / SLOT_MS);
    // After the clock was set back, none of its slots have been called.
    if (present < last) last = present - 1;
    for (let one = Math.max(last + 1, present - SLOTS + 1); one <= present; one += 1) {
      for (const tick of slots[one % SLOTS] ?? []) tick();
    }
    last = present;
    timeout = size > 0 ? setTimeout(call, (present + 1) * SLOT_MS - now()) : undefined;
  }

  return {
    everySecond(at, tick) {
      const slot = slots[Math.ceil(at / SLOT_MS) % SLOTS];
      if (!slot) throw new RangeError(`${at} is not a time`);
      // The same function added twice is called twice.
      const entry = () => tick();
      slot.add(entry);
      size += 1;
      if (!timeout) {
        last = Math.floor(now() / SLOT_MS);
        timeout = setTimeout(call, (last + 1) * SLOT_MS - now());
      }
      return () => {
        if (slot.delete(entry)) size -= 1;
        if (size > 0) return;
        clearTimeout(timeout);
        timeout = undefined;
      };
    },
    get size() {
      return size;
    },
  };
}
