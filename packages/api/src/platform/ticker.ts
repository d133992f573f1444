/** Calls many back once a second each, spread over the second. */
export interface Ticker {
  /**
   * Calls back at every moment that is whole seconds away from `at`, up to 50 ms later and never earlier.
   *
   * @param at epoch milliseconds by the same clock
   * @returns ends it
   */
  everySecond(at: number, tick: () => void): () => void;
  /** How many are called back, for metrics. */
  readonly size: number;
}

const SLOT_MS = 50;
const SLOTS = 1000 / SLOT_MS;

/**
 * A ticker of 20 slots: those whose seconds fall into the same 50 ms share one wake-up. It keeps to absolute
 * times, so that lateness never adds up; seconds that a blocked process has missed are called once.
 *
 * @param now the server's clock, epoch milliseconds
 */
export function createTicker(now: () => number): Ticker {
  const slots = Array.from({ length: SLOTS }, () => new Set<() => void>());
  let size = 0;
  let timeout: NodeJS.Timeout | undefined;
  /** The last 50 ms of the epoch that were called. */
  let last = 0;

  function call(): void {
    const present = Math.floor(now() / SLOT_MS);
    // A clock that was set back has none of its seconds called yet.
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
      if (!slot) throw new RangeError(`${at} is no time`);
      // The same function twice is two to be called.
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
