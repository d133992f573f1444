import { Busy } from "../../platform/failures.ts";

/** Runs a bounded number of tasks at once. Rejects with `Busy` when too many are waiting. */
export type BoundedQueue = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createBoundedQueue(atOnce: number, mostWaiting: number): BoundedQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new Busy("Many people are logging in at once. Nothing was changed; try again in a second.");
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The slot goes straight to the task that has waited longest, without being free in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
