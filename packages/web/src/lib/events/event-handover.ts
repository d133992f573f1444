import type { EventStore } from "./event-queue.ts";

const LOOK_EVERY_MS = 100;

/**
 * Waits until the server has what somebody pressed in this browser; the app around sends it meanwhile.
 *
 * @param forMs waits no longer than that
 */
export async function whenSent(store: EventStore, owner: string, forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const waiting = await store.list();
    if (!waiting.some((event) => event.owner === owner)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Gives what still waits to another owner, in its order: a guest's things have moved into an account. */
export async function handOver(store: EventStore, from: string, to: string): Promise<void> {
  for (const event of await store.list()) {
    if (event.owner === from) await store.add({ ...event, owner: to });
  }
}
