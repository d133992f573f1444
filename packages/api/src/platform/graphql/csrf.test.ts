import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer();
});
afterAll(() => server.stop());

const rename = 'mutation { rename(input: { name: "fine", copies: 1 }) { __typename } }';
const send = (headers: Record<string, string>) => server.ask(rename, { headers });
const own = () => `http://localhost:${server.port}`;

async function tokenOf(cookie: string): Promise<string> {
  const { data } = await server.ask("{ csrfToken }", { headers: { cookie } });
  return String(data?.csrfToken);
}

it("accepts a mutation by cookie with the login's own token and a listed origin", async () => {
  const cookie = "pacekeeper=ada";
  const token = await tokenOf(cookie);
  for (const origin of [own(), `http://127.0.0.1:${server.port}`, "https://raterhub.com"]) {
    expect(await send({ cookie, origin, "x-csrf-token": token })).toMatchObject({ status: 200, errors: [] });
  }
});

it("refuses a mutation by cookie without the token, without an origin, or with another login's token", async () => {
  const cookie = "pacekeeper=ada";
  const token = await tokenOf(cookie);
  const refused = { status: 403, errors: [{ extensions: { code: "FORBIDDEN" } }] };
  expect(await send({ cookie, origin: own() })).toMatchObject(refused);
  expect(await send({ cookie, "x-csrf-token": token })).toMatchObject(refused);
  expect(
    await send({ cookie, origin: own(), "x-csrf-token": await tokenOf("pacekeeper=bob") }),
  ).toMatchObject(refused);
  expect(await send({ cookie, origin: own(), "x-csrf-token": await tokenOf("") })).toMatchObject(refused);
  for (const origin of ["null", "https://evil.example", `http://localhost:${server.port + 1}`]) {
    expect(await send({ cookie, origin, "x-csrf-token": token })).toMatchObject(refused);
  }
});

it("requires no CSRF token with a bearer token, and ignores cookies sent with one", async () => {
  const headers = { authorization: "Bearer bob", cookie: "pacekeeper=ada", origin: "https://evil.example" };
  expect(await send(headers)).toMatchObject({ status: 200, errors: [] });
  expect((await server.ask("{ viewerId }", { headers })).data).toEqual({ viewerId: "bob" });
});

it("accepts visitors' mutations from a listed page or from no page", async () => {
  expect((await send({})).errors).toEqual([]);
  expect((await send({ origin: own() })).errors).toEqual([]);
  for (const origin of ["null", "https://evil.example"]) expect((await send({ origin })).status).toBe(403);
});

it("lets a cookie read without a CSRF token", async () => {
  expect((await server.ask("{ viewerId }", { headers: { cookie: "a=b; pacekeeper=ada" } })).data).toEqual({
    viewerId: "ada",
  });
});

describe("by GET", () => {
  const get = (document: string, headers: Record<string, string>) =>
    fetch(`${server.url}/graphql?query=${encodeURIComponent(document)}`, { headers });

  it("refuses a mutation, whoever sends it", async () => {
    for (const headers of [{}, { cookie: "pacekeeper=ada" }, { authorization: "Bearer ada" }]) {
      const response = await get(rename, headers);
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: "METHOD_NOT_ALLOWED" } }],
      });
    }
  });

  it("answers a query by cookie only to our own pages and to clients that are no page", async () => {
    const viewerOf = async (headers: Record<string, string>) => {
      const response = await get("{ viewerId }", { cookie: "pacekeeper=ada", ...headers });
      return (await response.json()).data.viewerId;
    };
    expect(await viewerOf({})).toBe("ada");
    for (const site of ["same-origin", "none"])
      expect(await viewerOf({ "sec-fetch-site": site })).toBe("ada");
    for (const site of ["cross-site", "same-site"])
      expect(await viewerOf({ "sec-fetch-site": site })).toBe(null);
  });

  it("lets no other page read the answer, nor embed it", async () => {
    const { headers } = await get("{ viewerId }", {
      cookie: "pacekeeper=ada",
      origin: "https://evil.example",
    });
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("refuses malformed parameters as wrong requests", async () => {
    for (const search of [
      "variables={",
      "",
      "query={",
      "query={greeting}&variables={",
      "query={greeting}&variables=1",
    ]) {
      expect(
        (
          await fetch(`${server.url}/graphql?${search}`, {
            headers: { accept: "application/graphql-response+json" },
          })
        ).status,
        search,
      ).toBe(400);
    }
  });
});

it("limits mutations by user, counts each alias, and reports what the sender has left", async () => {
  const limited = await aPlatformServer({ MUTATIONS_PER_MINUTE: "5" }, { now: () => 30_000 });
  const as = (name: string) => ({ headers: { authorization: `Bearer ${name}` } });
  const three = `mutation { ${["a", "b", "c"].map((alias) => `${alias}: rename(input: { name: "fine", copies: 1 }) { __typename }`).join(" ")} }`;
  expect((await limited.ask(three, as("ada"))).errors).toEqual([]);
  expect(
    (
      await limited.ask(
        "{ rateLimit { costLimit mutations { ...budget } queries { ...budget } } } fragment budget on RateBudget { limit used remaining resetAt }",
        as("ada"),
      )
    ).data,
  ).toEqual({
    rateLimit: {
      costLimit: 10_000,
      mutations: { limit: 5, used: 3, remaining: 2, resetAt: "1970-01-01T00:01:30.000Z" },
      // The query itself: twelve fields.
      queries: { limit: 600_000, used: 12, remaining: 599_988, resetAt: "1970-01-01T00:01:30.000Z" },
    },
  });
  const refused = await limited.ask(three, as("ada"));
  expect(refused).toMatchObject({
    status: 429,
    errors: [
      {
        message: "Too many requests. Try again in 60 seconds.",
        extensions: { code: "RATE_LIMITED", retryAfterSeconds: 60 },
      },
    ],
  });
  expect(refused.headers.get("retry-after")).toBe("60");
  expect((await limited.ask(three, as("bob"))).errors).toEqual([]);
  await limited.stop();
});
