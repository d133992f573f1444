// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { QueuedEvent } from "./event-queue.ts";
import { createEventStore, onEventsOfOtherTabs } from "./event-store.ts";

afterEach(() => localStorage.clear());

function anEvent(clientEventId: string, occurredAt = 0): QueuedEvent {
  return { clientEventId, owner: "me", type: "NEXT", sessionKey: "a", occurredAt };
}
const ids = (events: readonly QueuedEvent[]) => events.map(({ clientEventId }) => clientEventId);

test("an event is stored synchronously, before anything is awaited", () => {
  void createEventStore().add(anEvent("b"));
  expect(localStorage.length).toBe(1);
});

test("another page finds the events in the order of the presses, whatever the clock said", async () => {
  const store = createEventStore();
  await store.add(anEvent("c", 3000));
  await store.add(anEvent("b", 1000));
  await createEventStore().add(anEvent("a", 2000));
  expect(ids(await createEventStore().list())).toEqual(["c", "b", "a"]);
});

test("a removed event is gone, and removing it again is not an error", async () => {
  const store = createEventStore();
  await store.add(anEvent("a"));
  await store.add(anEvent("b"));
  await store.remove("a");
  await store.remove("a");
  expect(ids(await store.list())).toEqual(["b"]);
});

test("if the storage is full, events are kept until the page closes", async () => {
  const full = new Proxy(localStorage, {
    get: (target, name) =>
      name === "setItem"
        ? () => {
            throw new DOMException("full", "QuotaExceededError");
          }
        : Reflect.get(target, name).bind?.(target),
  });
  const store = createEventStore(full);
  await store.add(anEvent("a"));
  expect(ids(await store.list())).toEqual(["a"]);
});

test("foreign or broken entries are ignored", async () => {
  localStorage.setItem("pacekeeper.event.x", "{");
  localStorage.setItem("pacekeeper.event.y", "null");
  localStorage.setItem("other", "{}");
  expect(await createEventStore().list()).toEqual([]);
});

test("changes that another tab makes to the queue are heard, and nothing else", () => {
  const changed = vi.fn();
  const stop = onEventsOfOtherTabs(changed);
  for (const key of ["pacekeeper.event.a", "pacekeeper.colours", null]) {
    window.dispatchEvent(new StorageEvent("storage", { key }));
  }
  expect(changed).toHaveBeenCalledTimes(2);
  stop();
  window.dispatchEvent(new StorageEvent("storage", { key: "pacekeeper.event.b" }));
  expect(changed).toHaveBeenCalledTimes(2);
});
