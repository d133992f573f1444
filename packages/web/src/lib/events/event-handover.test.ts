import { expect, test } from "vitest";
import { handOver, whenSent } from "./event-handover.ts";
import type { QueuedEvent } from "./event-queue.ts";
import { createMemoryStore } from "./event-store.ts";

const pressed = (clientEventId: string, owner: string): QueuedEvent => ({
  clientEventId,
  owner,
  type: "NEXT",
  sessionKey: clientEventId,
  occurredAt: 0,
});

test("a guest's queued events move to the account in order, and other people's stay", async () => {
  const store = createMemoryStore();
  for (const event of [pressed("a", "guest"), pressed("b", "jana"), pressed("c", "guest")]) {
    await store.add(event);
  }
  await handOver(store, "guest", "ilse");
  const events = await store.list();
  expect(events.filter(({ owner }) => owner === "ilse").map((event) => event.clientEventId)).toEqual([
    "a",
    "c",
  ]);
  expect(events.filter(({ owner }) => owner === "jana").map((event) => event.clientEventId)).toEqual(["b"]);
  expect(events).toHaveLength(3);
});

test("only the owner's own events are waited for", async () => {
  const store = createMemoryStore();
  await store.add(pressed("a", "guest"));
  await store.add(pressed("b", "jana"));
  let isSent = false;
  const waiting = whenSent(store, "guest", 60_000).then(() => {
    isSent = true;
  });
  await Promise.resolve();
  expect(isSent).toBe(false);
  await store.remove("a");
  await waiting;
});

test("the wait for unsent events has a limit", async () => {
  const store = createMemoryStore();
  await store.add(pressed("a", "guest"));
  await whenSent(store, "guest", 1);
  expect(await store.list()).toHaveLength(1);
});
