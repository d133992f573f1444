import { setTimeout as delay } from "node:timers/promises";
import { type Client, type ClientOptions, createClient } from "graphql-ws";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";
import { news } from "../../testing/throwaway-schema.ts";

let server: PlatformServer;
const clients: Client[] = [];
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.stop();
});

const socketUrl = () => `ws://127.0.0.1:${server.port}/graphql`;
const rename = 'mutation { rename(input: { name: "fine", copies: 1 }) { __typename } }';
const follow = 'subscription { news(reader: "ada") }';

/** A graphql-ws client with its own headers, and its socket's close event. */
function aClient(
  init: Record<string, unknown>,
  headers: Record<string, string> = {},
  options: Partial<ClientOptions> = {},
) {
  const closed: { code: number; reason: string }[] = [];
  class Socket extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers });
    }
  }
  const client = createClient({
    url: socketUrl(),
    connectionParams: init,
    webSocketImpl: Socket,
    retryAttempts: 0,
    lazyCloseTimeout: 200,
    onNonLazyError: () => {},
    on: { closed: (event) => closed.push(event as CloseEvent) },
    ...options,
  });
  clients.push(client);
  return { client, closed };
}

/** The single result of a query or mutation; rejects with the errors that refused it, or with the close event. */
const once = (client: Client, query: string) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    let result: Record<string, unknown> = {};
    client.subscribe(
      { query },
      { next: (value) => (result = { ...value }), error: reject, complete: () => resolve(result) },
    );
  });

const ada = { authorization: "Bearer ada" };

/** Waits until the condition holds; otherwise the test's timeout ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}

/** A raw socket that has been acknowledged. */
async function anAcknowledgedSocket(init: Record<string, unknown> = ada): Promise<WebSocket> {
  const socket = new WebSocket(socketUrl(), "graphql-transport-ws");
  sockets.push(socket);
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(JSON.stringify({ type: "connection_init", payload: init }));
  await new Promise((resolve) => socket.once("message", resolve));
  return socket;
}

const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once("close", resolve));

describe("signing in", () => {
  it("works with a bearer token and no Origin, and runs queries and mutations too", async () => {
    server = await aPlatformServer();
    const { client } = aClient(ada);
    expect(await once(client, "{ viewerId }")).toEqual({ data: { viewerId: "ada" } });
    expect(await once(client, rename)).toMatchObject({ data: { rename: { __typename: "RenamePayload" } } });
  });

  it("works with the upgrade's cookie only for our own pages", async () => {
    server = await aPlatformServer();
    const cookie = "pacekeeper=ada";
    const own = aClient({}, { cookie, origin: `http://localhost:${server.port}` });
    expect(await once(own.client, "{ viewerId }")).toEqual({ data: { viewerId: "ada" } });
    const listed = aClient({}, { cookie, origin: "https://raterhub.com" });
    expect(await once(listed.client, "{ viewerId }")).toEqual({ data: { viewerId: null } });
    await expect(once(aClient({}, { cookie }).client, "{ viewerId }")).rejects.toMatchObject({ code: 4403 });
  });

  it("requires the CSRF token for a mutation by cookie", async () => {
    server = await aPlatformServer();
    const headers = { cookie: "pacekeeper=ada", origin: `http://localhost:${server.port}` };
    const { client } = aClient({}, headers);
    expect(await once(client, rename)).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
    const { data } = await once(client, "{ csrfToken }");
    const { csrfToken } = data as { csrfToken: string };
    expect(await once(aClient({ csrfToken }, headers).client, rename)).not.toHaveProperty("errors");
  });

  it.each(["https://evil.example", "null", "http://raterhub.com"])(
    "is refused for pages of %s at the upgrade",
    async (origin) => {
      server = await aPlatformServer();
      const socket = new WebSocket(socketUrl(), "graphql-transport-ws", { headers: { origin } });
      const status = await new Promise((resolve) => {
        socket.on("error", () => {});
        socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
      });
      expect(status).toBe(403);
    },
  );

  it("is refused for an unknown bearer token, with a code after which clients do not try again", async () => {
    server = await aPlatformServer();
    const { client } = aClient({ authorization: "Bearer mallory" }, {}, { retryAttempts: 5 });
    await expect(once(client, "{ greeting }")).rejects.toMatchObject({
      code: 4401,
      reason: expect.stringContaining("token is unknown"),
    });
  });
});

describe("the limits hold on sockets too", () => {
  it("returns the errors of a refused document, and keeps the socket open", async () => {
    server = await aPlatformServer({ INTROSPECTION: "false", MUTATIONS_PER_MINUTE: "1" });
    const { client, closed } = aClient(ada);
    const code = (code: string) => [{ extensions: { code } }];
    const deep = `{ shelf ${"{ below ".repeat(12)} { depth } ${"}".repeat(12)} }`;
    await expect(once(client, deep)).rejects.toMatchObject(code("QUERY_TOO_LARGE"));
    await expect(once(client, `{ ${"greeting ".repeat(2001)} }`)).rejects.toMatchObject(
      code("QUERY_TOO_LARGE"),
    );
    await expect(once(client, "{ shelf ".repeat(900))).rejects.toMatchObject(code("GRAPHQL_PARSE_FAILED"));
    await expect(once(client, "{ greetin }")).rejects.toMatchObject([
      { message: 'Cannot query field "greetin" on type "Query".' },
    ]);
    await once(client, rename);
    expect(await once(client, rename)).toMatchObject({ errors: code("RATE_LIMITED") });
    const visitor = aClient({}, { origin: `http://localhost:${server.port}` }).client;
    await expect(once(visitor, "{ __schema { __typename } }")).rejects.toMatchObject(
      code("GRAPHQL_VALIDATION_FAILED"),
    );
    expect(await once(client, "{ greeting }")).toEqual({ data: { greeting: "hello" } });
    expect(closed).toEqual([]);
  });

  it("refuses the cost of a subscription before it starts", async () => {
    server = await aPlatformServer({ QUERY_COST_LIMIT: "100" });
    const fields = Array.from({ length: 20 }, (_, i) => `b${i}: books { nodes { id } }`).join(" ");
    const refused = await once(aClient(ada).client, `subscription { shelfChanged { ${fields} } }`).catch(
      (errors) => ({ errors }),
    );
    expect(refused).toMatchObject({ errors: [{ extensions: { code: "QUERY_TOO_LARGE" } }] });
    expect(server.server.pubsub.size).toBe(0);
  });

  it("masks faults, in a query and in the middle of a subscription, which continues", async () => {
    server = await aPlatformServer();
    const { client } = aClient(ada);
    const results = client.iterate({ query: follow });
    expect(await results.next()).toMatchObject({ value: { data: { news: "hello" } } });
    server.server.pubsub.publish(news("ada"), "1", "fault");
    const faulty = (await results.next()).value;
    expect(faulty).toMatchObject({ errors: [{ extensions: { code: "INTERNAL" } }] });
    expect(JSON.stringify([faulty, await once(client, "{ fault }")])).not.toMatch(/hunter2|"http"/);
    server.server.pubsub.publish(news("ada"), "1", "fine");
    expect(await results.next()).toMatchObject({ value: { data: { news: "fine" } } });
  });

  it("ends a subscription that fell too far behind with an error, and keeps the socket open", async () => {
    server = await aPlatformServer();
    const { client, closed } = aClient(ada);
    const results = client.iterate({ query: follow });
    await results.next();
    for (let node = 0; node < 2000; node++) server.server.pubsub.publish(news("ada"), String(node), "late");
    let last = await results.next();
    while (!last.done && !last.value.errors) last = await results.next();
    expect(last.value).toMatchObject({ errors: [{ extensions: { code: "SUBSCRIPTION_OVERFLOW" } }] });
    expect(await results.next()).toMatchObject({ done: true });
    expect(await once(client, "{ greeting }")).toEqual({ data: { greeting: "hello" } });
    expect(closed).toEqual([]);
  });

  it("closes a socket that sends more than 64 KB at once, or does not sign in in time", async () => {
    server = await aPlatformServer({ SOCKET_INIT_TIMEOUT_SECONDS: "1" });
    const loud = await anAcknowledgedSocket();
    loud.send("x".repeat(64 * 1024 + 1));
    expect(await closeOf(loud)).toBe(1009);
    const silent = new WebSocket(socketUrl(), "graphql-transport-ws");
    expect(await closeOf(silent)).toBe(4408);
  });

  it("allows 20 operations on a socket, and refuses the 21st with an error", async () => {
    server = await aPlatformServer();
    const { client } = aClient(ada);
    let received = 0;
    const more = () =>
      new Promise((resolve) =>
        client.subscribe(
          { query: follow },
          { next: () => (received += 1), error: resolve, complete: () => {} },
        ),
      );
    for (let i = 0; i < 20; i++) void more();
    await until(() => received === 20);
    expect(await more()).toMatchObject([{ extensions: { code: "TOO_MANY_SUBSCRIPTIONS" } }]);
    server.server.pubsub.publish(news("ada"), "1", "still here");
    await until(() => received === 40);
  });

  it("allows a user 10 sockets, and others theirs", async () => {
    server = await aPlatformServer();
    for (let i = 0; i < 10; i++) await anAcknowledgedSocket();
    await expect(once(aClient(ada).client, "{ greeting }")).rejects.toMatchObject({
      code: 4429,
      reason: "Too many connections at once",
    });
    expect(await once(aClient({ authorization: "Bearer bob" }).client, "{ viewerId }")).toEqual({
      data: { viewerId: "bob" },
    });
    sockets.pop()?.close();
    await until(() => server.logged.length > 0);
    await delay(50);
    expect(await once(aClient(ada).client, "{ viewerId }")).toEqual({ data: { viewerId: "ada" } });
  });
});

describe("the end", () => {
  it("of a subscription leaves its topic at once, even when nothing was published", async () => {
    server = await aPlatformServer();
    const { pubsub } = server.server;
    const results = aClient(ada).client.iterate({ query: follow });
    await results.next();
    expect(pubsub.size).toBe(1);
    await results.return?.();
    await until(() => pubsub.size === 0);
    const dropped = await anAcknowledgedSocket();
    dropped.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: follow } }));
    await until(() => pubsub.size === 1);
    dropped.terminate();
    await until(() => pubsub.size === 0);
  });

  it("of a login closes its sockets and streams, and no others", async () => {
    server = await aPlatformServer();
    const mine = await anAcknowledgedSocket();
    const theirs = await anAcknowledgedSocket({ authorization: "Bearer bob" });
    const stream = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
      method: "POST",
      headers: { ...ada, "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: follow }),
    });
    const code = closeOf(mine);
    expect(server.server.closeViewerSockets(({ userId }) => userId === "ada")).toBe(2);
    expect(await code).toBe(4401);
    await expect(stream.text()).rejects.toThrow();
    await until(() => server.server.pubsub.size === 0);
    expect(theirs.readyState).toBe(WebSocket.OPEN);
  });

  it("of a login is noticed by the socket's next operation even without a notification", async () => {
    server = await aPlatformServer();
    const { client } = aClient(ada);
    await once(client, "{ greeting }");
    server.logins.delete("ada");
    await expect(once(client, "{ greeting }")).rejects.toMatchObject({ code: 4401 });
  });

  it("of the server closes sockets with 1001 and frees the port", async () => {
    server = await aPlatformServer();
    const code = closeOf(await anAcknowledgedSocket());
    await server.server.close();
    expect(await code).toBe(1001);
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow();
    server = await aPlatformServer();
  });
});

it("closes a socket that does not read, while others are served", async () => {
  server = await aPlatformServer();
  const { pubsub } = server.server;
  const stalled = await anAcknowledgedSocket();
  stalled.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: follow } }));
  await until(() => pubsub.size === 1);
  stalled.pause();
  const reader = aClient({ authorization: "Bearer bob" }).client.iterate({ query: follow });
  await reader.next();
  // The kernel buffers some MB before anything is left unsent here.
  const large = "x".repeat(4_000_000);
  for (let i = 0; i < 6; i++) {
    pubsub.publish(news("ada"), "1", large + i);
    expect(JSON.stringify((await reader.next()).value).length).toBeGreaterThan(4_000_000);
  }
  await until(() => pubsub.size === 1);
  expect(await once(aClient(ada).client, "{ greeting }")).toEqual({ data: { greeting: "hello" } });
});
