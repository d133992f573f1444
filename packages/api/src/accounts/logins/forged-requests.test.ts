import { request as httpRequest } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { anEventStream } from "../../testing/event-stream.ts";
import { everyRowOf } from "../../testing/everything-of-a-person.ts";
import { type OpenSocket, openSocket } from "../../testing/open-socket.ts";
import { type Account, anAccount } from "../testing/accounts.ts";

type Headers = Record<string, string>;

const RENAME = 'mutation { updateProfile(input: { firstName: "Mallory" }) { __typename } }';
const WHO = "{ viewer { id } }";
const HOME = "https://www.raterhub.com";

let application: TestApplication;
let victim: Account;
let cookie: string;
let csrf: string;
let port: string;
beforeAll(async () => {
  application = await aTestApplication();
  victim = await anAccount(application);
  cookie = `pacekeeper=${victim.accessToken}`;
  port = new URL(application.url).port;
  csrf = (await application.ask("{ csrfToken }", {}, { cookie })).data.csrfToken;
});
afterAll(() => application.close());

const sockets: OpenSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
async function open(start: Parameters<typeof openSocket>[1]): Promise<OpenSocket> {
  const socket = await openSocket(application.url, start);
  sockets.push(socket);
  return socket;
}

const everything = () => everyRowOf(application.db.pool, victim.userId);
let before: string;
beforeEach(async () => {
  before = await everything();
});

interface Sent {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request that no browser lets a test send: with any Host, Origin and content type. */
function send(headers: Headers, body: string | null, path = "/graphql"): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const method = body === null ? "GET" : "POST";
    const request = httpRequest({
      host: "127.0.0.1",
      port,
      path,
      method,
      headers: { ...length, ...headers },
    });
    request.once("response", (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk));
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.once("error", reject);
    request.end(body ?? undefined);
  });
}

const json = JSON.stringify({ query: RENAME });
const asJson = { "content-type": "application/json" };
const own = () => application.url;

it("a mutation with cookie, CSRF token and our own origin succeeds: the refusals below have no other cause", async () => {
  const { status } = await send({ ...asJson, cookie, origin: own(), "x-csrf-token": csrf }, json);
  expect(status).toBe(200);
  expect(await everything()).not.toBe(before);
});

describe("a form of another page", () => {
  const boundary = "form";
  const multipart = (fields: readonly (readonly [string, string])[]) =>
    `${fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--${boundary}--\r\n`;
  const forms: readonly (readonly [string, string, string])[] = [
    ["urlencoded", "application/x-www-form-urlencoded", `query=${encodeURIComponent(RENAME)}`],
    ["urlencoded JSON", "application/x-www-form-urlencoded", json],
    ["multipart", `multipart/form-data; boundary=${boundary}`, multipart([["query", RENAME]])],
    [
      "multipart with operations",
      `multipart/form-data; boundary=${boundary}`,
      multipart([
        ["operations", json],
        ["map", "{}"],
      ]),
    ],
    ["text/plain", "text/plain", json],
    ["text/plain that names JSON", "text/plain; application/json", json],
    ["application/graphql", "application/graphql", RENAME],
    ["no type at all", "", json],
  ];

  it.each(forms)("sent as %s is not read, from any page", async (_what, type, body) => {
    for (const origin of ["https://evil.example", "null", own()]) {
      // Even a page that knows the token is refused.
      for (const known of [{}, { "x-csrf-token": csrf }] as Headers[]) {
        const headers = { ...known, cookie, origin, ...(type && { "content-type": type }) };
        expect((await send(headers, body)).status).toBe(415);
      }
    }
    expect(await everything()).toBe(before);
  });
});

describe("a script of another page", () => {
  it.each([
    ["https://evil.example", true],
    ["the sandboxed frame's null", true],
    ["http://localhost:1", true],
    ["https://raterhub.com", false],
    ["our own, without the token", false],
    ["none", true],
  ])("with the cookie, from %s, changes nothing", async (from, knowsToken) => {
    const named: Headers = { "the sandboxed frame's null": "null", "our own, without the token": own() };
    const origin = named[from] ?? from;
    const headers = { ...asJson, cookie, ...(from === "none" ? {} : { origin }) };
    expect((await send({ ...headers, ...(knowsToken && { "x-csrf-token": csrf }) }, json)).status).toBe(403);
    expect(await everything()).toBe(before);
  });

  it("cannot read answers to requests with the cookie", async () => {
    for (const origin of ["https://evil.example", "null", "https://raterhub.com"]) {
      const body = JSON.stringify({ query: WHO });
      const { headers } = await send({ ...asJson, cookie, origin }, body);
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
      if (origin !== "https://raterhub.com") expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("changes nothing with GET as a page, an image or an event stream", async () => {
    const path = `/graphql?query=${encodeURIComponent(RENAME)}`;
    for (const accept of ["text/html", "image/png", "application/json", "text/event-stream"]) {
      // A page may get the explorer, which sends nothing by itself.
      const { text } = await send({ cookie, accept, origin: own() }, null, path);
      expect(text).not.toContain("UpdateProfilePayload");
    }
    const stream = { cookie, accept: "text/event-stream", origin: own(), "x-csrf-token": csrf };
    await send(stream, null, path);
    expect(await everything()).toBe(before);
  });
});

describe("a socket of another page", () => {
  it.each(["https://evil.example", "null", "http://localhost:1", "http://raterhub.com"])(
    "from %s is refused at the upgrade, with the victim's cookie and with their bearer token",
    async (origin) => {
      const init = { authorization: `Bearer ${victim.accessToken}`, csrfToken: csrf };
      expect((await open({ headers: { cookie, origin }, init: { csrfToken: csrf } })).status).toBe(403);
      expect((await open({ headers: { origin }, init })).status).toBe(403);
    },
  );

  it("of a listed page is a visitor's: its cookie is ignored", async () => {
    const socket = await open({
      headers: { cookie, origin: "https://raterhub.com" },
      init: { csrfToken: csrf },
    });
    expect(await socket.ask(WHO)).toEqual({ data: { viewer: null } });
    expect((await socket.ask(RENAME)).errors[0].extensions.code).toBe("UNAUTHENTICATED");
    expect(await everything()).toBe(before);
  });

  it("without an Origin is not let in by the cookie", async () => {
    const socket = await open({ headers: { cookie }, init: { csrfToken: csrf } });
    expect([socket.isAcknowledged, await socket.closed]).toEqual([false, 4403]);
  });

  it("of our own page needs the CSRF token to change something", async () => {
    const without = await open({ headers: { cookie, origin: own() } });
    expect(await without.ask(WHO)).toEqual({ data: { viewer: { id: victim.id } } });
    expect((await without.ask(RENAME)).errors[0].extensions.code).toBe("FORBIDDEN");
    expect(await everything()).toBe(before);
    const having = await open({ headers: { cookie, origin: own() }, init: { csrfToken: csrf } });
    expect((await having.ask(RENAME)).errors).toBeUndefined();
  });
});

describe("a token made for one page", () => {
  it("is refused from another page that may open sockets and streams, and accepted from its own", async () => {
    const { data } = await victim.ask(
      `mutation ($origin: String) { createApiToken(input: { name: "x", scopes: [READ], origin: $origin }) {
        ... on CreateApiTokenPayload { token } } }`,
      { origin: HOME },
    );
    const authorization = `Bearer ${data.createApiToken.token}`;
    const follow = "subscription { workSessionChanged { kind } }";
    for (const origin of ["https://raterhub.com", own()]) {
      const socket = await open({ headers: { origin }, init: { authorization } });
      expect([socket.isAcknowledged, await socket.closed]).toEqual([false, 4401]);
      expect((await anEventStream(own(), follow, { authorization, origin })).status).toBe(401);
      expect((await application.ask(WHO, {}, { authorization, origin })).status).toBe(401);
    }
    const socket = await open({ headers: { origin: HOME }, init: { authorization } });
    expect(await socket.ask(WHO)).toEqual({ data: { viewer: { id: victim.id } } });
  });
});

describe("a foreign host name that points here", () => {
  const names = [
    "evil.example",
    "evil.example:PORT",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "evil.example#localhost",
  ];

  it.each(names)("%j is refused, over HTTP and at the upgrade", async (name) => {
    const host = name.replace("PORT", port);
    const origin = `http://${host}`;
    const headers = { ...asJson, host, cookie, origin, "x-csrf-token": csrf };
    expect((await send(headers, json)).status).toBe(421);
    for (const path of ["/", "/graphql", "/schema.graphql"])
      expect((await send({ host, cookie }, null, path)).status).toBe(421);
    expect((await open({ headers: { host, cookie, origin: own() } })).status).toBe(421);
    expect(await everything()).toBe(before);
  });

  it.each(["localhost", "127.0.0.1", "[::1]"])("%s is accepted", async (name) => {
    const host = `${name}:${port}`;
    const { status } = await send({ ...asJson, host }, JSON.stringify({ query: "{ serverTime }" }));
    expect(status).toBe(200);
    expect((await open({ headers: { host, cookie, origin: own() } })).isAcknowledged).toBe(true);
  });
});
