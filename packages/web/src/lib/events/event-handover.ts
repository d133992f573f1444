import type { EventStore } from "./event-queue.ts";

const LOOK_EVERY_MS = 100;

/**
 * Waits until the server has all of the owner's presses in this browser. The app sends them in the meantime.
 *
 * @param forMs the longest wait, in milliseconds
 */
export async function whenSent(store: EventStore, owner: string, forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const waiting = await store.list();
    if (!waiting.some((event) => event.owner === owner)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Gives one owner's queued events to another, in order: a guest's data has moved into an account. */
export async function handOver(store: EventStore, from: string, to: string): Promise<void> {
  for (const event of await store.list()) {
    if (event.owner === from) await store.add({ ...event, owner: to });
  }
}
