import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
let broken = false;
beforeAll(async () => {
  server = await aPlatformServer(
    { PUBLIC_URL: "https://pace.example.org", SESSION_COOKIE_SECURE: "false" },
    {
      ready: async () => {
        if (broken) throw new Error("no database");
      },
    },
  );
  const put = (directory: string, name: string, content: string | Buffer) => {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), content);
  };
  put(server.assets.web, "index.html", "<!doctype html><title>Pace</title>");
  put(server.assets.web, "sw.js", "self.x = 1");
  put(server.assets.web, "assets/app-1a2b.js", "plain");
  put(server.assets.web, "assets/app-1a2b.js.gz", gzipSync("gzipped"));
  put(server.assets.web, ".hidden.js", "secret");
  put(server.assets.web, "../outside.js", "secret");
  put(server.assets.widget, "widget.js", "/* widget */");
  put(server.assets.widget, "widget-timers.js", "/* timers */");
  put(server.assets.widget, "widget.user.js", "// @connect __PACEKEEPER_HOST__\nat('__PACEKEEPER_ORIGIN__')");
});
afterAll(() => server.stop());

const local = () => `http://127.0.0.1:${server.port}`;
const get = (path: string, headers: Record<string, string> = {}) => fetch(local() + path, { headers });

/** Sends raw bytes, and returns everything that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (data) => (answer += data));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("bodies", () => {
  const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  it("need a length: chunked ones are refused unread with 411", async () => {
    const answer = await raw(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"que`);
    expect(answer).toMatch(/^HTTP\/1.1 411 /);
    expect(answer).toContain("LENGTH_REQUIRED");
    expect(await raw(`${head}\r\n`)).toMatch(/^HTTP\/1.1 411 /);
  });

  it("over 256 KB are refused with 413 before they arrive", async () => {
    expect(await raw(`${head}Content-Length: 262145\r\n\r\n{`)).toMatch(/^HTTP\/1.1 413 /);
    const full = JSON.stringify({ query: "{ greeting }" }).padEnd(262_144);
    expect(await raw(`${head}Connection: close\r\nContent-Length: 262144\r\n\r\n${full}`)).toMatch(
      /^HTTP\/1.1 200 /,
    );
  });

  it.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "text/plain",
    "application/json; charset=latin1",
  ])("of type %s are refused with 415", async (type) => {
    const response = await fetch(`${local()}/graphql`, {
      method: "POST",
      body: '{"query":"{greeting}"}',
      headers: { "content-type": type },
    });
    expect(response.status).toBe(415);
  });

  it("that are not JSON, or hold several operations, are refused without the parser's words", async () => {
    for (const body of ["{", '[{"query":"{greeting}"},{"query":"{greeting}"}]']) {
      const response = await fetch(`${local()}/graphql`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      expect(response.status).toBe(400);
      expect(await response.text()).not.toMatch(/originalError|SyntaxError|stack/);
    }
  });
});

describe("cross-origin", () => {
  const preflight = (origin: string) =>
    fetch(`${local()}/graphql`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });

  it("lets listed pages call, with cookies only for our own", async () => {
    const foreign = await preflight("https://raterhub.com");
    expect(foreign.status).toBe(204);
    expect(foreign.headers.get("access-control-allow-origin")).toBe("https://raterhub.com");
    expect(foreign.headers.get("access-control-allow-credentials")).toBeNull();
    for (const own of [
      "https://pace.example.org",
      `http://localhost:${server.port}`,
      `http://[::1]:${server.port}`,
    ]) {
      expect((await preflight(own)).headers.get("access-control-allow-credentials")).toBe("true");
    }
  });

  it.each([
    "null",
    "https://evil.example",
    "https://raterhub.com.evil.example",
    "http://raterhub.com",
    "https://pace.example.org:8443",
  ])("gives %s no CORS headers", async (origin) => {
    const headers = (await preflight(origin)).headers;
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers.get("vary")).toBe("Origin");
  });

  it("lets a page call when an active token names its origin", async () => {
    const other = await aPlatformServer(
      {},
      { isAllowedOrigin: async (origin) => origin === "https://tool.example" },
    );
    const answer = await other.ask("{ greeting }", { headers: { origin: "https://tool.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://tool.example");
    await other.stop();
  });
});

describe("the interface", () => {
  it("answers pages with index.html under a strict policy, never cached", async () => {
    const page = await get("/habits/today");
    expect(await page.text()).toContain("<title>Pace</title>");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' wss://pace.example.org");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(page.headers.get("permissions-policy")).toContain("camera=()");
  });

  it("keeps the opener on /connect, and only there", async () => {
    expect((await get("/connect?x=1")).headers.get("cross-origin-opener-policy")).toBe("unsafe-none");
    expect((await get("/connected")).headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });

  it("serves hashed assets as immutable, compressed when the browser accepts it, and answers 304 to a matching etag", async () => {
    const zipped = await get("/assets/app-1a2b.js", { "accept-encoding": "gzip" });
    expect(await zipped.text()).toBe("gzipped");
    expect(zipped.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(zipped.headers.get("vary")).toBe("Accept-Encoding");
    expect(await (await get("/assets/app-1a2b.js", { "accept-encoding": "identity" })).text()).toBe("plain");
    const again = await get("/sw.js", { "if-none-match": (await get("/sw.js")).headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    expect((await get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
  });

  it.each([
    "/assets/missing.js",
    "/missing.png",
    "/.hidden.js",
    "/..%2foutside.js",
    "/%2e%2e/outside.js",
    "/%00.js",
    "/%zz.js",
    "/assets/",
  ])("has nothing at %s", async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect(answer).not.toContain("secret");
  });
});

describe("the widget", () => {
  it("is a script that other sites may load, cached for five minutes", async () => {
    const script = await get("/widget.js");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(script.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await get("/widget.js", { "if-none-match": script.headers.get("etag") ?? "" })).status).toBe(304);
  });

  it("has its timers in a separate file, which any page may import", async () => {
    const script = await get("/widget-timers.js?1", { origin: "https://elsewhere.example" });
    expect(await script.text()).toBe("/* timers */");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("access-control-allow-origin")).toBe("*");
    expect(script.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("knows this server's address as a userscript", async () => {
    expect(await (await get("/widget.user.js")).text()).toBe(
      "// @connect pace.example.org\nat('https://pace.example.org')",
    );
  });
});

describe("the rest", () => {
  it("reports health, and readiness according to the database", async () => {
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
    broken = true;
    expect((await get("/readyz")).status).toBe(503);
    expect(await (await get("/readyz")).text()).not.toContain("no database");
    broken = false;
  });

  it("shows the schema and robots.txt", async () => {
    expect(await (await get("/schema.graphql")).text()).toContain("type RateLimit");
    expect(await (await get("/robots.txt")).text()).toContain("User-agent: *");
  });

  it("generates request ids itself and accepts none", async () => {
    const response = await get("/healthz", { "x-request-id": "mine" });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("serves GraphiQL to a browser when it is on, without any other host", async () => {
    const page = await get("/graphql", { accept: "text/html" });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[\w+/=]+' blob:;/);
    const closed = await aPlatformServer({ HOST: "0.0.0.0" });
    expect(
      (await fetch(`http://127.0.0.1:${closed.port}/graphql`, { headers: { accept: "text/html" } })).status,
    ).toBe(406);
    await closed.stop();
  });

  it("sets HttpOnly cookies, with __Host- over TLS", async () => {
    const rename = 'mutation { rename(input: { name: "fine", copies: 1 }) { __typename } }';
    const plain = await aPlatformServer();
    expect((await plain.ask(rename)).headers.get("set-cookie")).toBe(
      "pacekeeper=fresh; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
    );
    await plain.stop();
    const secure = await aPlatformServer({ SESSION_COOKIE_SECURE: "true" });
    expect((await secure.ask(rename)).headers.get("set-cookie")).toBe(
      "__Host-pacekeeper=fresh; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
    await secure.stop();
  });
});
