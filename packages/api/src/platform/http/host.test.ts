import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer({
    PUBLIC_URL: "https://pace.example.org",
    ALLOWED_HOSTS: "pace.lan, other",
  });
});
afterAll(() => server.stop());

/** Sends a request with the given Host header. */
function get(host: string, path = "/healthz", headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const options = { port: server.port, host: "127.0.0.1", path, headers: { ...headers, host } };
    const sent = request(options, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    sent.on("error", reject).end();
  });
}

it.each([
  "pace.example.org",
  "PACE.example.org:443",
  "pace.lan:4000",
  "other",
  "localhost:1",
  "127.0.0.1",
  "[::1]:4000",
  "192.0.2.7:80",
])("answers to %s", async (host) => {
  expect((await get(host, "/schema.graphql")).status).toBe(200);
});

it.each([
  "evil.example",
  "pace.example.org.evil.example",
  "xpace.lan",
  "localhost.evil.example",
  "127.0.0.1.nip.io",
  "a b",
])("does not answer to %j, but to a probe", async (host) => {
  for (const path of ["/", "/graphql", "/schema.graphql", "/widget.js"])
    expect((await get(host, path)).status, path).toBe(421);
  expect((await get(host, "/healthz")).status).toBe(200);
});

it("opens no socket under another name", async () => {
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
    "sec-websocket-protocol": "graphql-transport-ws",
  };
  expect((await get("evil.example", "/graphql", upgrade)).status).toBe(421);
});

it("tells browsers to use only TLS when PUBLIC_URL is https, and otherwise not", async () => {
  expect((await get("pace.lan")).headers["strict-transport-security"]).toBe("max-age=31536000");
  const plain = await aPlatformServer();
  const answer = await fetch(`http://127.0.0.1:${plain.port}/healthz`);
  expect(answer.headers.get("strict-transport-security")).toBeNull();
  await plain.stop();
});
