import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";
import { news } from "../../testing/throwaway-schema.ts";

let server: PlatformServer;
afterEach(() => server.stop());

const query = 'subscription { news(reader: "ada") }';
const streaming = { accept: "text/event-stream", authorization: "Bearer ada" };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}

/** Reads a stream until the text arrives. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<void> {
  let read = "";
  while (!read.includes(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The stream ended with ${read}.`);
    read += new TextDecoder().decode(value);
  }
}

it("carries a subscription, and unsubscribes when the reader disconnects", async () => {
  server = await aPlatformServer();
  const { pubsub } = server.server;
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { ...streaming, "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  await readUntil(reader, '"hello"');
  pubsub.publish(news("ada"), "1", "later");
  await readUntil(reader, '"later"');
  await reader.cancel();
  await until(() => pubsub.size === 0);
});

const byGet = (document: string, headers: Record<string, string>) =>
  fetch(`${server.url}/graphql?query=${encodeURIComponent(document)}`, { headers });

it("by GET needs a bearer token, or a header that no foreign form or EventSource can send", async () => {
  server = await aPlatformServer();
  const byCookie = { accept: "text/event-stream", cookie: "pacekeeper=ada" };
  expect((await byGet(query, byCookie)).status).toBe(403);
  for (const headers of [streaming, { ...byCookie, "x-csrf-token": "any" }]) {
    const response = await byGet(query, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    await response.body?.cancel();
    await until(() => server.server.pubsub.size === 0);
  }
});

it("is opened by GET only for a subscription: a query is answered, also to a client that accepts both", async () => {
  server = await aPlatformServer();
  for (const accept of ["application/json", "application/json, text/event-stream", "*/*"]) {
    const response = await byGet("{ greeting viewerId }", { accept, authorization: "Bearer ada" });
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toEqual({ data: { greeting: "hello", viewerId: "ada" } });
  }
});

it("counts among a user's ten connections, and is closed with the server", async () => {
  server = await aPlatformServer({ SOCKETS_PER_USER: "1" });
  const ask = () =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { ...streaming, "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  const first = await ask();
  expect((await ask()).status).toBe(429);
  const ended = expect(first.text()).rejects.toThrow();
  await server.server.close();
  await ended;
  server = await aPlatformServer();
});

it("is counted only for a subscription, even when the client accepts streams for every request", async () => {
  server = await aPlatformServer({ SOCKETS_PER_USER: "1" });
  const accept = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed";
  const ask = (document: string) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { ...streaming, accept, "content-type": "application/json" },
      body: JSON.stringify({ query: document }),
    });
  const first = await ask(query);
  expect(first.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect((await ask(query)).status).toBe(429);
  // Besides the open stream any number of others, none of which is cut off.
  for (let turn = 0; turn < 3; turn += 1) expect((await ask("{ greeting }")).status).toBe(200);
  const ended = expect(first.text()).rejects.toThrow();
  expect(server.server.closeViewerSockets(({ userId }) => userId === "ada")).toBe(1);
  await ended;
});
