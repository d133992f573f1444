import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createExclusively } from "../exclusively.ts";
import { createGraphqlFetch, type HttpListener } from "./http.ts";

type Answer = { readonly status?: number; readonly body: unknown } | "hang up" | "say nothing";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers as told, and a `fetch` for it whose listener records every call. */
async function aServer(
  answer: (query: string, headers: IncomingHttpHeaders) => Answer,
  answerWithinMs?: number,
) {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const told = answer(String(JSON.parse(text).query), request.headers);
    if (told === "hang up") return request.socket.destroy();
    if (told === "say nothing") return;
    response.writeHead(told.status ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(told.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server must listen on a port");
  const listener: HttpListener = {
    reached: () => heard.push("reached"),
    unreachable: () => heard.push("unreachable"),
    serverTime: (at) => heard.push(new Date(at).toISOString()),
    viewer: (id) => id !== "somebody else",
  };
  const ask = createGraphqlFetch(listener, answerWithinMs);
  const url = `http://127.0.0.1:${address.port}/graphql`;
  const send = (query: string) =>
    ask(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  return { send, heard };
}

const forbidden = { status: 403, body: { errors: [{ message: "No.", extensions: { code: "FORBIDDEN" } }] } };

test("a mutation refused for an outdated token is sent again with a new one", async () => {
  const tokens: unknown[] = [];
  const { send } = await aServer((query, headers) => {
    if (query.includes("continueAsGuest"))
      return { body: { data: { continueAsGuest: { csrfToken: "old" } } } };
    if (query.includes("csrfToken")) return { body: { data: { csrfToken: "new" } } };
    tokens.push(headers["x-csrf-token"]);
    return headers["x-csrf-token"] === "new" ? { body: { data: { done: true } } } : forbidden;
  });
  await send("mutation { continueAsGuest { csrfToken } }");
  const response = await send("mutation { done }");
  expect(await response.json()).toEqual({ data: { done: true } });
  expect(tokens).toEqual(["old", "new"]);
});

test("a mutation first fetches a token if none is known, as after an offline start", async () => {
  const asked: string[] = [];
  const { send } = await aServer((query, headers) => {
    asked.push(`${query.split(" ", 1)[0]} ${headers["x-csrf-token"] ?? "without"}`);
    return { body: { data: query.includes("csrfToken") ? { csrfToken: "first" } : { done: true } } };
  });
  await send("mutation { done }");
  expect(asked).toEqual(["query without", "mutation first"]);
});

test("a request forbidden for another reason is tried twice, not forever", async () => {
  let tries = 0;
  const { send } = await aServer((query) => {
    if (query.includes("csrfToken")) return { body: { data: { csrfToken: "new" } } };
    tries += 1;
    return forbidden;
  });
  expect((await send("mutation { done }")).status).toBe(403);
  expect(tries).toBe(2);
});

test("the token of a new guest is used from then on", async () => {
  const { send } = await aServer((query, headers) =>
    query.includes("continueAsGuest")
      ? { body: { data: { continueAsGuest: { csrfToken: "of the guest" } } } }
      : { body: { data: { token: headers["x-csrf-token"] } } },
  );
  await send("mutation { continueAsGuest { csrfToken } }");
  expect(await (await send("mutation { other }")).json()).toEqual({ data: { token: "of the guest" } });
});

test("the server's time is read wherever an answer holds it", async () => {
  const serverTime = "2026-11-20T13:42:00.000Z";
  const answers = [
    { serverTime },
    { viewer: { activeSession: { serverTime } } },
    { recordEvents: { results: [], session: { serverTime } } },
    { viewer: { activeSession: null } },
  ];
  const { send, heard } = await aServer(() => ({ body: { data: answers.shift() } }));
  for (const _answer of [...answers]) await send("query { serverTime }");
  expect(heard.filter((each) => each === serverTime)).toHaveLength(3);
});

test("an answer, good or bad, means reached; a broken connection means unreachable", async () => {
  const { send, heard } = await aServer((query) =>
    query.includes("break") ? "hang up" : { status: 500, body: { errors: [] } },
  );
  await send("{ fine }");
  await expect(send("{ break }")).rejects.toThrow(TypeError);
  expect(heard).toEqual(["reached", "unreachable"]);
});

test("a request without an answer is given up, and means unreachable", async () => {
  const { send, heard } = await aServer(() => "say nothing", 50);
  await expect(send("{ slow }")).rejects.toMatchObject({ name: "TimeoutError" });
  expect(heard).toEqual(["unreachable"]);
});

const OVER = { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] };

test("an answer for another viewer never reaches the page, which is told that its login is over", async () => {
  const { send, heard } = await aServer((query) => ({
    body: {
      data: query.includes("other") ? { viewer: { id: "somebody else" } } : { viewer: { id: "ilse" } },
    },
  }));
  expect(await (await send("{ other viewer { id } }")).json()).toMatchObject(OVER);
  expect(await (await send("{ viewer { id } }")).json()).toEqual({ data: { viewer: { id: "ilse" } } });
  expect(heard).toEqual(["reached", "reached"]);
});

test("a viewer that is null because of an error does not mean logged out", async () => {
  const { send } = await aServer(() => ({
    body: { data: { viewer: null }, errors: [{ message: "A fault.", extensions: { code: "INTERNAL" } }] },
  }));
  const response = await send("{ viewer { id } }");
  expect(await response.json()).toMatchObject({ data: { viewer: null } });
});

test("a mutation is not sent if somebody else is logged in by then", async () => {
  let tries = 0;
  const { send } = await aServer((query) => {
    if (query.includes("csrfToken"))
      return { body: { data: { csrfToken: "new", viewer: { id: "somebody else" } } } };
    tries += 1;
    return forbidden;
  });
  expect(await (await send("mutation { done }")).json()).toMatchObject(OVER);
  expect(tries).toBe(0);
});

test("the token of another viewer is never used", async () => {
  const tokens: unknown[] = [];
  const { send } = await aServer((query, headers) => {
    if (query.includes("continueAsGuest"))
      return { body: { data: { continueAsGuest: { csrfToken: "of the guest" } } } };
    if (query.includes("csrfToken"))
      return { body: { data: { csrfToken: "of another", viewer: { id: "somebody else" } } } };
    tokens.push(headers["x-csrf-token"]);
    return forbidden;
  });
  await send("mutation { continueAsGuest { csrfToken } }");
  for (let tries = 0; tries < 2; tries++)
    expect(await (await send("mutation { done }")).json()).toMatchObject(OVER);
  expect(tokens).toEqual(["of the guest", "of the guest"]);
});

test("work that holds a lock is over even if the answer is for another viewer", async () => {
  const { send } = await aServer(() => ({ body: { data: { viewer: { id: "somebody else" } } } }));
  const exclusively = createExclusively("a queue of this test");
  void exclusively(() => send("mutation { csrfToken }"));
  expect(await exclusively(async () => "free")).toBe("free");
});
