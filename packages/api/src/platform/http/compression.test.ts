import { get as httpGet } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer();
});
afterAll(() => server.stop());

/** A GET whose body is not decompressed, unlike fetch's. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      httpGet(`${server.url}${path}`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
        response.on("error", reject);
      }).on("error", reject);
    },
  );
}
const query = (document: string) => `/graphql?query=${encodeURIComponent(document)}`;
const GZIP = { "accept-encoding": "gzip, br", accept: "application/json" };
const books = (first: number) => `{ shelf { books(first: ${first}) { nodes { title } } } }`;

describe("an answer of GraphQL", () => {
  it("of more than 1 kB is compressed for a client that accepts it", async () => {
    const { body, headers } = await get(query(books(100)), GZIP);
    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "Origin, Accept-Encoding" });
    expect(JSON.parse(String(gunzipSync(body))).data.shelf.books.nodes).toHaveLength(100);
    for (const accepted of ["identity", "gzip;q=0", "br"]) {
      const plain = await get(query(books(100)), { "accept-encoding": accepted });
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect(plain.headers.vary).toBe("Origin, Accept-Encoding");
      expect(plain.body.length).toBe(Number(plain.headers["content-length"]));
    }
    expect((await get(query(books(2)), GZIP)).headers["content-encoding"]).toBeUndefined();
  });

  it("with the CSRF token is not compressed, whatever the token is called", async () => {
    for (const field of ["csrfToken", "x: csrfToken", "...a"]) {
      const document = `{ ${field} shelf { books(first: 100) { nodes { title } } } } fragment a on Query { csrfToken }`;
      const { headers } = await get(
        query(field === "...a" ? document : document.replace(/fragment.*/, "")),
        GZIP,
      );
      expect(headers["content-length"]).toBeDefined();
      expect(headers["content-encoding"]).toBeUndefined();
    }
  });

  it("is kept by nobody, and told with its cost and what is left", async () => {
    const { headers } = await get(query("{ greeting }"));
    expect(headers).toMatchObject({ "cache-control": "no-store", "operation-cost": "1" });
    expect(Number(headers["ratelimit-limit"])).toBe(600_000);
    expect(Number(headers["ratelimit-remaining"])).toBeLessThan(600_000);
    expect(Number(headers["ratelimit-reset"])).toBeLessThanOrEqual(60);
  });
});

it.each(["/readyz", "/healthz", "/graphql", "/nothing.png", "/graphql?query={"])(
  "%s is kept by nobody",
  async (path) => {
    expect((await get(path)).headers["cache-control"]).toBe("no-store");
  },
);

describe.each([
  ["/schema.graphql", "public, no-cache"],
  [query("{ __schema { types { name description fields { name description } } } }"), "private, no-cache"],
])("%s", (path, cacheControl) => {
  it("is compressed, and answered with 304 to whoever has it", async () => {
    const first = await get(path, GZIP);
    expect(first).toMatchObject({ status: 200, headers: { "content-encoding": "gzip" } });
    expect(first.headers["cache-control"]).toBe(cacheControl);
    const plain = await get(path);
    expect(String(gunzipSync(first.body))).toBe(String(plain.body));
    expect(plain.headers["content-length"]).toBe(String(plain.body.length));
    const again = await get(path, { ...GZIP, "if-none-match": String(first.headers.etag) });
    expect(again).toMatchObject({ status: 304, headers: { etag: first.headers.etag } });
    expect(again.body.length).toBe(0);
    expect(again.headers["content-length"]).toBeUndefined();
  });
});
