import { createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { type Account, anAccount } from "../testing/accounts.ts";

/** The key of every test application; the control test below fails if it is another. */
const KEY = "a key of the tests, with more than 32 characters";
const WHO = "{ viewer { id } }";

let application: TestApplication;
let eve: Account;
let victim: Account;
let evesSession: string;
let victimsSession: string;
beforeAll(async () => {
  application = await aTestApplication();
  [eve, victim] = await Promise.all([anAccount(application), anAccount(application)]);
  evesSession = claimsOf(eve.accessToken).sid as string;
  victimsSession = claimsOf(victim.accessToken).sid as string;
});
afterAll(() => application.close());

type Json = Record<string, unknown>;

const encoded = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");
const partOf = (token: string, index: number) => token.split(".")[index] ?? "";
const claimsOf = (token: string): Json => JSON.parse(Buffer.from(partOf(token, 1), "base64url").toString());

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const good = (): Json => ({
  sid: evesSession,
  sub: eve.userId,
  iss: "pacekeeper",
  aud: "pacekeeper",
  iat: inAnHour() - 3700,
  exp: inAnHour(),
});
const HEADER = { alg: "HS256", typ: "JWT" };

/** A token with an HMAC. @param changed claims; undefined removes one */
function aToken(changed: Json = {}, header: Json = HEADER, key: string = KEY, hash = "sha256"): string {
  const text = `${encoded(header)}.${encoded({ ...good(), ...changed })}`;
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
}

/** The victim's token with other claims or another header, but its old signature. */
function altered(claims: Json, header: Json = HEADER): string {
  const { accessToken } = victim;
  return `${encoded(header)}.${encoded({ ...claimsOf(accessToken), ...claims })}.${partOf(accessToken, 2)}`;
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();

function signedByOwnKey(): string {
  const header = { ...HEADER, alg: "RS256", jwk: rsa.publicKey.export({ format: "jwk" }) };
  const text = `${encoded(header)}.${encoded(good())}`;
  return `${text}.${sign("sha256", Buffer.from(text), rsa.privateKey).toString("base64url")}`;
}

const unsigned = (alg: string) => `${encoded({ ...HEADER, alg })}.${encoded(good())}.`;
const gone = undefined;

/** What an attacker with their own login might send; in the second part, even with the key. */
const FORGED: readonly (readonly [string, () => string])[] = [
  ["no signature, and alg none", () => unsigned("none")],
  ["no signature, and alg None", () => unsigned("None")],
  ["no signature, and alg NONE", () => unsigned("NONE")],
  ["no signature, and the right alg", () => unsigned("HS256")],
  ["alg none before a signature that was good", () => altered({}, { ...HEADER, alg: "none" })],
  ["another key", () => aToken({}, HEADER, "another key of more than 32 characters")],
  ["an empty key", () => aToken({}, HEADER, "")],
  ["a key file of zeros", () => aToken({}, { ...HEADER, kid: "../../../dev/null" }, "\0")],
  ["a public key as the HMAC's", () => aToken({}, HEADER, publicPem)],
  ["RS256 over the HMAC's key", () => aToken({}, { ...HEADER, alg: "RS256" })],
  ["RS256 by a key that it embeds", signedByOwnKey],
  ["HS512 by the right key", () => aToken({}, { ...HEADER, alg: "HS512" }, KEY, "sha512")],
  ["HS384 by the right key", () => aToken({}, { ...HEADER, alg: "HS384" }, KEY, "sha384")],
  ["somebody else's sub under its own signature", () => altered({ sub: eve.userId })],
  ["somebody else's sid under its own signature", () => altered({ sid: evesSession })],
  ["a later end under its own signature", () => altered({ exp: inAnHour() * 2 })],
  ["a signature cut short", () => victim.accessToken.slice(0, -4)],
  [
    "a signature with a flipped bit",
    () => victim.accessToken.replace(/\.([^.])([^.]+)$/, (_, a, rest) => `.${a === "A" ? "B" : "A"}${rest}`),
  ],
  ["two parts", () => victim.accessToken.split(".").slice(0, 2).join(".")],
  ["five parts", () => `${victim.accessToken}.AAAA.AAAA`],
  ["the right key and no exp", () => aToken({ exp: gone })],
  ["the right key and an exp of text", () => aToken({ exp: "9999999999" })],
  ["the right key, expired a second ago", () => aToken({ exp: Math.floor(Date.now() / 1000) - 1 })],
  ["the right key, not yet valid", () => aToken({ nbf: inAnHour() })],
  ["the right key and another iss", () => aToken({ iss: "elsewhere" })],
  ["the right key and no iss", () => aToken({ iss: gone })],
  ["the right key and another aud", () => aToken({ aud: "elsewhere" })],
  ["the right key and no aud", () => aToken({ aud: gone })],
  ["the right key and another typ", () => aToken({}, { alg: "HS256", typ: "at+jwt" })],
  ["the right key and no typ", () => aToken({}, { alg: "HS256" })],
  ["the right key and no iat", () => aToken({ iat: gone })],
  ["the right key and no sid", () => aToken({ sid: gone })],
  ["the right key and no sub", () => aToken({ sub: gone })],
  ["the right key and a sid that nobody has", () => aToken({ sid: randomUUID() })],
  ["the right key and a sid that is no id", () => aToken({ sid: "' OR true --" })],
  ["the right key and another person's session", () => aToken({ sid: victimsSession })],
  ["the right key and another person's sub", () => aToken({ sub: victim.userId })],
  ["the right key and an unknown critical header", () => aToken({}, { ...HEADER, crit: ["x"], x: 1 })],
];

/** The result for a socket with a bearer token: acknowledged, or its close code. */
function bySocket(token: string): Promise<"acknowledged" | number> {
  const socket = new WebSocket(`${application.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  return new Promise((resolve) => {
    const payload = { authorization: `Bearer ${token}` };
    socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init", payload })));
    socket.once("message", () => {
      resolve("acknowledged");
      socket.terminate();
    });
    socket.once("close", resolve);
  });
}

it("a login's own token, and one made like it with the server's key, are accepted", async () => {
  for (const token of [eve.accessToken, aToken()]) {
    const { status, data } = await application.ask(WHO, {}, { authorization: `Bearer ${token}` });
    expect([status, data.viewer]).toEqual([200, { id: eve.id }]);
    expect(await bySocket(token)).toBe("acknowledged");
  }
});

describe("a token with", () => {
  it.each(FORGED)("%s is refused over HTTP, on a socket and in a cookie", async (_what, make) => {
    const token = make();
    const { status, errors, data } = await application.ask(WHO, {}, { authorization: `Bearer ${token}` });
    expect([status, errors[0]?.extensions.code, data ?? null]).toEqual([401, "UNAUTHENTICATED", null]);
    expect(await bySocket(token)).toBe(4401);
    const asCookie = await application.ask(WHO, {}, { cookie: `pacekeeper=${token}` });
    expect(asCookie.data).toEqual({ viewer: null });
  });
});

it("a valid token is refused after it expires, even when it was just cached", async () => {
  const token = aToken();
  const bearer = { authorization: `Bearer ${token}` };
  expect((await application.ask(WHO, {}, bearer)).status).toBe(200);
  application.clock.at = Date.now() + 3_601_000;
  expect((await application.ask(WHO, {}, bearer)).status).toBe(401);
  application.clock.at = null;
});
