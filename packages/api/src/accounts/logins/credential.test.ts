import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";

const NOW = Date.now();
const ASK = "{ credential { kind scopes origin expiresAt } }";
const EVERY_SCOPE = ["READ", "WRITE", "TRACKING_WRITE", "TIMERS_WRITE"];
const DAYS = 24 * 3_600_000;

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  application.clock.at = NOW;
  guest = await application.aGuest();
});
afterAll(() => application.close());

async function aToken(input: object): Promise<string> {
  const { data } = await guest.ask(
    `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
      ... on CreateApiTokenPayload { token } } }`,
    { input: { name: "a tool", ...input } },
  );
  return data.createApiToken.token;
}

describe("the credential of a request", () => {
  it("is null for a visitor", async () => {
    expect((await application.ask(ASK)).data).toEqual({ credential: null });
  });

  it("is a login by its access token, with every scope and its end", async () => {
    const { data } = await guest.ask(ASK);
    expect(data.credential).toEqual({
      kind: "ACCESS_TOKEN",
      scopes: EVERY_SCOPE,
      origin: null,
      expiresAt: expect.any(String),
    });
    expect(Date.parse(data.credential.expiresAt)).toBeGreaterThan(NOW + 29 * DAYS);
  });

  it("is a login by its cookie, whose renewal it tells at once", async () => {
    const cookie = `pacekeeper=${guest.accessToken}`;
    const first = await application.ask(ASK, {}, { cookie });
    expect(first.data.credential).toMatchObject({ kind: "COOKIE", scopes: EVERY_SCOPE });
    application.clock.at = NOW + DAYS;
    const later = await application.ask(ASK, {}, { cookie });
    const ends = [first, later].map(({ data }) => Date.parse(data.credential.expiresAt));
    expect((ends[1] ?? 0) - (ends[0] ?? 0)).toBeGreaterThan(0.9 * DAYS);
  });

  it("is a token with its scopes, its origin and its end", async () => {
    const expiresAt = new Date(NOW + DAYS).toISOString();
    const origin = "https://www.raterhub.com";
    const token = await aToken({ scopes: ["TRACKING_WRITE"], origin, expiresAt });
    const { data } = await application.ask(ASK, {}, { authorization: `Bearer ${token}` });
    expect(data.credential).toEqual({ kind: "API_TOKEN", scopes: ["TRACKING_WRITE"], origin, expiresAt });
  });

  it("names the scopes that another includes, and null for a token without an end", async () => {
    const token = await aToken({ scopes: ["WRITE"] });
    const { data } = await application.ask(ASK, {}, { authorization: `Bearer ${token}` });
    expect(data.credential).toEqual({
      kind: "API_TOKEN",
      scopes: EVERY_SCOPE,
      origin: null,
      expiresAt: null,
    });
  });
});
