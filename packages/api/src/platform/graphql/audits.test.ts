import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer();
});
afterAll(() => server.stop());

const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

describe("GraphQL over HTTP", () => {
  it("finds the audits that the next tests run", () => {
    expect(audits.length).toBe(61);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))("%s", async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  });
});
