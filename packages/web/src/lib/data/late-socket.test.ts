import type { Client } from "graphql-ws";
import { expect, test, vi } from "vitest";
import { createLateSocket } from "./late-socket.ts";

/** A socket whose code comes when the test says, and what happened to it. */
function aLateSocket() {
  const end = vi.fn();
  const client = { subscribe: vi.fn(() => end), terminate: vi.fn() };
  const comes: ((isThere: boolean) => void)[] = [];
  const listener = { connecting: vi.fn(), connected: vi.fn(), lost: vi.fn(), signedOut: vi.fn() };
  const socket = createLateSocket(
    listener,
    () =>
      new Promise((resolve, reject) => {
        // Of graphql-ws's client nothing else is used.
        comes.push((isThere) =>
          isThere ? resolve(client as unknown as Client) : reject(new Error("no code")),
        );
      }),
  );
  const sink = () => ({ next: vi.fn(), error: vi.fn(), complete: vi.fn() });
  /** The code comes, or does not. */
  async function come(isThere = true) {
    comes.shift()?.(isThere);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { socket, client, listener, sink, end, come, loads: comes };
}

test("its code comes once, with the first subscription, and until then there is no socket", async () => {
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

test("what has ended before the socket came is never begun, and what has begun is ended", async () => {
  const { socket, client, sink, end, come } = aLateSocket();
  socket.subscribe({ query: "subscription { a }" }, sink())();
  const stop = socket.subscribe({ query: "subscription { b }" }, sink());
  await come();
  expect(client.subscribe).toHaveBeenCalledOnce();
  stop();
  expect(end).toHaveBeenCalledOnce();
});

test("where its code does not come, the subscription fails and the next one tries again", async () => {
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
