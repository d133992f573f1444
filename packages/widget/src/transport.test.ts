/// <reference types="node" />
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Link } from "./kept-state.ts";
import { ask } from "./transport.ts";

let server: Server;
let link: Link;
let reply: { status: number; body: string } | null;
let headers: IncomingHttpHeaders;

beforeAll(async () => {
  server = createServer((request, response) => {
    headers = request.headers;
    if (reply) response.writeHead(reply.status).end(reply.body);
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  link = { server: `http://127.0.0.1:${port}`, token: "secret" };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const failing = (code: string) =>
  JSON.stringify({ data: null, errors: [{ message: "Why", extensions: { code } }] });

describe("an answer", () => {
  it("is the operation's data; the request has the token and is JSON with a content length", async () => {
    reply = { status: 200, body: '{"data":{"ok":1}}' };
    expect(await ask(link, "{ ok }")).toEqual({ ok: 1 });
    expect(headers).toMatchObject({ authorization: "Bearer secret", "content-type": "application/json" });
    expect(Number(headers["content-length"])).toBeGreaterThan(0);
  });

  it.each([
    [200, failing("UNAUTHENTICATED"), "unlinked"],
    [401, failing("UNAUTHENTICATED"), "unlinked"],
    [403, failing("FORBIDDEN"), "unlinked"],
    [200, failing("RATE_LIMITED"), "busy"],
    [200, failing("INTERNAL"), "busy"],
  ])("with status %d and %s rejects as %s, with the server's message", async (status, body, cause) => {
    reply = { status, body };
    await expect(ask(link, "{ ok }")).rejects.toMatchObject({ cause, message: "Why" });
  });

  it.each([
    [200, "<html>A hotel's log-in page</html>"],
    [503, ""],
  ])("with status %d and %j is not the tracker's, and rejects", async (status, body) => {
    reply = { status, body };
    await expect(ask(link, "{ ok }")).rejects.toThrow(SyntaxError);
  });

  it("that never arrives rejects", async () => {
    reply = null;
    await expect(ask(link, "{ ok }")).rejects.toThrow(TypeError);
  });
});
