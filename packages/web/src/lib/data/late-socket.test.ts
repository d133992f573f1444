import type { Client } from "graphql-ws";
import { expect, test, vi } from "vitest";
import { createLateSocket } from "./late-socket.ts";

/** A socket whose code loads when the test says, with spies for its calls. */
function aLateSocket() {
  const end = vi.fn();
  const client = { subscribe: vi.fn(() => end), terminate: vi.fn() };
  const comes: ((isThere: boolean) => void)[] = [];
  const listener = { connecting: vi.fn(), connected: vi.fn(), lost: vi.fn(), signedOut: vi.fn() };
  const socket = createLateSocket(
    listener,
    () =>
      new Promise((resolve, reject) => {
        // Nothing else of graphql-ws's client is used.
        comes.push((isThere) =>
          isThere ? resolve(client as unknown as Client) : reject(new Error("no code")),
        );
      }),
  );
  const sink = () => ({ next: vi.fn(), error: vi.fn(), complete: vi.fn() });
  /** Loads the code, or fails to. */
  async function come(isThere = true) {
    comes.shift()?.(isThere);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { socket, client, listener, sink, end, come, loads: comes };
}

test("its code loads once, with the first subscription, and there is no socket before", async () => {
  const { socket, client, listener, sink, come, loads } = aLateSocket();
  socket.terminate();
  expect(loads).toHaveLength(0);
  socket.subscribe({ query: "subscription { a }" }, sink());
  socket.subscribe({ query: "subscription { b }" }, sink());
  expect([loads.length, listener.connecting.mock.calls.length]).toEqual([1, 1]);
  await come();
  expect(client.subscribe).toHaveBeenCalledTimes(2);
  socket.terminate();
  await Promise.resolve();
  expect(client.terminate).toHaveBeenCalledOnce();
});

test("a subscription that ends before the socket loads never starts, and a started one ends", async () => {
  const { socket, client, sink, end, come } = aLateSocket();
  socket.subscribe({ query: "subscription { a }" }, sink())();
  const stop = socket.subscribe({ query: "subscription { b }" }, sink());
  await come();
  expect(client.subscribe).toHaveBeenCalledOnce();
  stop();
  expect(end).toHaveBeenCalledOnce();
});

test("if its code fails to load, the subscription fails and the next one tries again", async () => {
  const { socket, client, sink, come, loads } = aLateSocket();
  const failing = sink();
  socket.subscribe({ query: "subscription { a }" }, failing);
  await come(false);
  expect(failing.error).toHaveBeenCalledOnce();
  socket.subscribe({ query: "subscription { a }" }, sink());
  expect(loads).toHaveLength(1);
  await come();
  expect(client.subscribe).toHaveBeenCalledOnce();
});
