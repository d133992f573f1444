import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purge } from "../../platform/changes/purge.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { ENDED_LOGINS, GUESTS } from "../account-purges.ts";
import { type Account, anAccount, login } from "../testing/accounts.ts";

const DAY = 24 * 3_600_000;
const LIST =
  "{ viewer { loginSessions { nodes { id device address isCurrent createdAt lastUsedAt expiresAt } } } }";
const REVOKE = `mutation ($id: ID!) { revokeLoginSession(input: { id: $id }) { __typename
  ... on RevokeLoginSessionPayload { loginSession { id revokedAt } } ... on Error { message } } }`;
const EVERYWHERE = "mutation { logoutEverywhere { __typename } }";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const who = async (token: string) =>
  (await application.ask("{ viewer { id } }", {}, bearer(token))).data?.viewer?.id;
const elsewhere = async (account: Account): Promise<string> =>
  (await login(application, { email: account.email }, { "user-agent": FIREFOX })).accessToken;

describe("the list of logins", () => {
  it("shows device, address and last use of each valid login, and which one is current", async () => {
    const account = await anAccount(application);
    await elsewhere(account);
    const { data } = await account.ask(LIST);
    expect(data.viewer.loginSessions.nodes).toHaveLength(2);
    expect(data.viewer.loginSessions.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ device: "Firefox on Windows", address: "127.0.0.1", isCurrent: false }),
        expect.objectContaining({ device: "node", isCurrent: true }),
      ]),
    );
  });

  it("records last use to the minute", async () => {
    const account = await anAccount(application);
    const past = new Date(Date.now() - 5 * 60_000);
    const where = { userId: account.userId };
    await application.db.prisma.authSession.updateMany({
      where,
      data: { lastUsedAt: past, expiresAt: new Date(Date.now() + DAY) },
    });
    const used = async () => {
      await account.ask("{ serverTime }");
      return (await application.db.prisma.authSession.findFirstOrThrow({ where })).lastUsedAt.getTime();
    };
    await expect.poll(used).toBeGreaterThan(past.getTime() + 4 * 60_000);
  });

  it("ends one of them at once, and no other", async () => {
    const account = await anAccount(application);
    const other = await elsewhere(account);
    const { data } = await account.ask(LIST);
    const [one] = data.viewer.loginSessions.nodes.filter(
      ({ isCurrent }: { isCurrent: boolean }) => !isCurrent,
    );
    const revoked = await account.ask(REVOKE, { id: one.id });
    expect(revoked.data.revokeLoginSession.loginSession.revokedAt).not.toBeNull();
    expect(await who(other)).toBeUndefined();
    expect(await who(account.accessToken)).toBe(account.id);
    expect((await account.ask(LIST)).data.viewer.loginSessions.nodes).toHaveLength(1);
    // Repeating it changes nothing and adds no audit entry.
    await account.ask(REVOKE, { id: one.id });
    const noted = { userId: account.userId, act: "LOGIN_REVOKED" } as const;
    expect(await application.db.prisma.auditEntry.count({ where: noted })).toBe(1);
  });

  it("ends all of them at once, including this one", async () => {
    const account = await anAccount(application);
    const other = await elsewhere(account);
    expect((await account.ask(EVERYWHERE)).data.logoutEverywhere.__typename).toBe("LogoutEverywherePayload");
    expect(await Promise.all([account.accessToken, other].map(who))).toEqual([undefined, undefined]);
    expect((await login(application, { email: account.email })).__typename).toBe("LoginPayload");
  });
});

describe("the cookie", () => {
  it("is renewed by a press too: somebody who rates all day sends nothing else", async () => {
    const account = await anAccount(application);
    const { origin } = new URL(application.url);
    const headers = {
      "content-type": "application/json",
      origin,
      cookie: `pacekeeper=${account.accessToken}`,
    };
    const { data } = await application.ask("{ csrfToken }", {}, { cookie: headers.cookie });
    const press = () =>
      fetch(`${application.url}/graphql`, {
        method: "POST",
        headers: { ...headers, "x-csrf-token": data.csrfToken },
        body: JSON.stringify({ query: "mutation { recordEvent(input: { type: NEXT }) { __typename } }" }),
      });
    expect(cookieOf(await press())).toBeUndefined();
    application.clock.at = Date.now() + 2 * 3_600_000;
    expect(cookieOf(await press())).toBeDefined();
    application.clock.at = null;
  });

  it("ends its login when another login replaces it", async () => {
    const [one, other] = [await anAccount(application), await anAccount(application)];
    const { origin } = new URL(application.url);
    const cookie = `pacekeeper=${one.accessToken}`;
    const { data } = await application.ask("{ csrfToken }", {}, { cookie });
    const answer = await login(
      application,
      { email: other.email },
      { cookie, origin, "x-csrf-token": data.csrfToken },
    );
    expect(answer.user.id).toBe(other.id);
    expect(await Promise.all([one.accessToken, answer.accessToken].map(who))).toEqual([undefined, other.id]);
  });

  const cookieOf = (response: Response) =>
    /pacekeeper=([^;]*)/.exec(response.headers.get("set-cookie") ?? "")?.[1];
  const look = (cookie: string) =>
    fetch(`${application.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `pacekeeper=${cookie}` },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    });

  it("of a registered login is renewed after an hour, for at most 90 days in total", async () => {
    const account = await anAccount(application);
    const start = Date.now();
    let cookie = account.accessToken;
    application.clock.at = start + 0.9 * 3_600_000;
    expect(cookieOf(await look(cookie))).toBeUndefined();
    application.clock.at = start + 1.1 * 3_600_000;
    cookie = cookieOf(await look(cookie)) ?? "";
    expect(cookie).not.toBe("");
    let days = 0;
    // The database's clock is the real one: this test covers only the token's own life.
    for (let hours = 24; hours < 100 * 24; hours += 23) {
      application.clock.at = start + hours * 3_600_000;
      const response = await look(cookie);
      const { data } = (await response.json()) as { data: { viewer: unknown } };
      if (data.viewer === null) break;
      days = hours / 24;
      cookie = cookieOf(response) ?? cookie;
    }
    application.clock.at = null;
    expect(days).toBeGreaterThan(88);
    expect(days).toBeLessThan(90);
  });
});

it("an account keeps the fifty devices used last", async () => {
  const account = await anAccount(application);
  const { prisma } = application.db;
  const of = { userId: account.userId };
  const row = (number: number) => ({
    id: crypto.randomUUID(),
    ...of,
    secretHash: crypto.randomUUID(),
    lastUsedAt: new Date(Date.now() - number * DAY),
  });
  await prisma.knownDevice.createMany({ data: Array.from({ length: 60 }, (_, number) => row(number + 1)) });
  await elsewhere(account);
  expect(await prisma.knownDevice.count({ where: of })).toBe(50);
  const oldest = await prisma.knownDevice.findFirstOrThrow({ where: of, orderBy: { lastUsedAt: "asc" } });
  expect(oldest.lastUsedAt.getTime()).toBeGreaterThan(Date.now() - 50 * DAY);
});

describe("the nightly purge", () => {
  it("deletes a guest with all their data 30 days after the last use, and nobody else", async () => {
    const [fresh, gone, account] = [
      await application.aGuest(),
      await application.aGuest(),
      await anAccount(application),
    ];
    const { pool, prisma } = application.db;
    await pool.query("UPDATE auth_sessions SET expires_at = now() - interval '1 s' WHERE user_id = ANY($1)", [
      [gone.userId, account.userId],
    ]);
    await pool.query("UPDATE users SET created_at = now() - interval '40 days'");
    await purge(pool, GUESTS);
    const left = await prisma.user.findMany({
      where: { id: { in: [fresh.userId, gone.userId, account.userId] } },
    });
    expect(left.map(({ id }) => id).sort()).toEqual([fresh.userId, account.userId].sort());
  });

  it("keeps a guest whose widget is still in use", async () => {
    const guest = await application.aGuest();
    await guest.ask(
      `mutation { createApiToken(input: { name: "w", scopes: [TRACKING_WRITE] }) { __typename } }`,
    );
    const { pool, prisma } = application.db;
    await pool.query("UPDATE auth_sessions SET expires_at = now() WHERE user_id = $1", [guest.userId]);
    await pool.query("UPDATE users SET created_at = now() - interval '40 days' WHERE id = $1", [
      guest.userId,
    ]);
    await purge(pool, GUESTS);
    expect(await prisma.user.count({ where: { id: guest.userId } })).toBe(1);
    await pool.query("UPDATE api_tokens SET created_at = now() - interval '31 days' WHERE user_id = $1", [
      guest.userId,
    ]);
    await purge(pool, GUESTS);
    expect(await prisma.user.count({ where: { id: guest.userId } })).toBe(0);
  });

  it("deletes logins that ended a month ago", async () => {
    const account = await anAccount(application);
    const other = await elsewhere(account);
    const { pool, prisma } = application.db;
    await pool.query(
      "UPDATE auth_sessions SET revoked_at = now() - interval '31 days' WHERE user_id = $1 AND user_agent LIKE '%Firefox%'",
      [account.userId],
    );
    await purge(pool, ENDED_LOGINS);
    expect(await prisma.authSession.count({ where: { userId: account.userId } })).toBe(1);
    expect(await who(other)).toBeUndefined();
  });
});
