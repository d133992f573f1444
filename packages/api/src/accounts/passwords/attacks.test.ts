import { isInputObjectType } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { schema } from "../../schema.ts";
import { aPersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { anEventStream } from "../../testing/event-stream.ts";
import { everyRowOf, everythingOf } from "../../testing/everything-of-a-person.ts";
import { openSocket } from "../../testing/open-socket.ts";
import { aSecondProcessOf } from "../../testing/second-process.ts";
import { rowsIn } from "../../tracking/testing/tracked-rows.ts";
import { anAccount, anAddress, login, PASSWORD, register } from "../testing/accounts.ts";

const LOGIN = "mutation ($input: LoginInput!) { login(input: $input) { __typename } }";
const WHO = "{ viewer { id email } }";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  await application.db.pool.query("DELETE FROM login_throttles");
});
afterAll(() => application.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const statusOf = async (token: string) => (await application.ask(WHO, {}, bearer(token))).status;
const tries = async () => {
  const { rows } = await application.db.pool.query("SELECT max(failures)::int AS most FROM login_throttles");
  return rows[0].most ?? 0;
};

describe("many tries in one request", () => {
  const aliases = (count: number) =>
    Array.from({ length: count }, (_, index) => `a${index}: login(input: $input) { __typename }`).join(" ");

  it("of a hundred aliases are refused before any is checked", async () => {
    const { email } = await anAccount(application);
    const input = { email, password: "wrong" };
    const { data, errors } = await application.ask(`mutation ($input: LoginInput!) { ${aliases(100)} }`, {
      input,
    });
    expect(data ?? null).toBeNull();
    expect(errors[0]?.extensions.code).toBe("QUERY_TOO_LARGE");
    expect(await tries()).toBe(0);
  });

  it("behind fragments, or in another field that takes a password, count as one operation", async () => {
    const { email, accessToken } = await anAccount(application);
    const variables = { input: { email, password: "wrong" } };
    const change = `changePassword(input: { currentPassword: "wrong", newPassword: "a brand new password" })`;
    const remove = `deleteAccount(input: { password: "wrong" })`;
    for (const document of [
      `mutation ($input: LoginInput!) { ...One ...Two }
       fragment One on Mutation { ${aliases(9)} } fragment Two on Mutation { b: login(input: $input) { __typename } }`,
      `mutation ($input: LoginInput!) { login(input: $input) { __typename } ${change} { __typename } ${remove} { __typename } }`,
    ]) {
      await application.db.pool.query("DELETE FROM login_throttles");
      const { errors } = await application.ask(document, variables, bearer(accessToken));
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(await tries()).toBe(1);
    }
    expect(await statusOf(accessToken)).toBe(200);
  });

  it("over one socket each count", async () => {
    const { email, accessToken } = await anAccount(application);
    const socket = await openSocket(application.url, { init: bearer(accessToken) });
    const input = { email, password: "wrong" };
    const answers = await Promise.all(Array.from({ length: 15 }, () => socket.ask(LOGIN, { input })));
    const names = answers.map(({ data }) => data.login.__typename);
    expect(names.filter((name) => name === "WrongLogin")).toHaveLength(3);
    expect(names.filter((name) => name === "TooManyTries")).toHaveLength(12);
    socket.terminate();
  });
});

describe("an address that the client makes up", () => {
  const fail = (app: TestApplication, email: string, forwarded: string) =>
    login(app, { email, password: "wrong" }, { "x-forwarded-for": forwarded, "x-real-ip": forwarded });

  it("is ignored when no proxy is trusted", async () => {
    const { email } = await anAccount(application);
    const names = [];
    for (let turn = 1; turn <= 4; turn += 1)
      names.push((await fail(application, email, `203.0.113.${turn}`)).__typename);
    expect(names).toEqual(["WrongLogin", "WrongLogin", "WrongLogin", "TooManyTries"]);
  });

  it("is ignored in front of the address that the trusted proxy saw: the last hop counts", async () => {
    const behind = await aTestApplication({ TRUST_PROXY: "1" });
    try {
      const { email } = await anAccount(behind);
      const names = [];
      for (let turn = 1; turn <= 4; turn += 1)
        names.push((await fail(behind, email, `203.0.113.${turn}, 198.51.100.7`)).__typename);
      expect(names).toEqual(["WrongLogin", "WrongLogin", "WrongLogin", "TooManyTries"]);
      const elsewhere = { "x-forwarded-for": "198.51.100.7, 198.51.100.8" };
      expect((await login(behind, { email }, elsewhere)).__typename).toBe("LoginPayload");
    } finally {
      await behind.close();
    }
  });
});

describe("a guest whom two logins claim at the same moment", () => {
  it("is claimed once, even when each reaches another process", async () => {
    const account = await anAccount(application);
    const { guest } = await aPersonWhoTracked(application, Date.now());
    const second = await aSecondProcessOf(application);
    const before = rowsIn(await everythingOf(application.db.pool, guest.userId));
    const input = { email: account.email, password: PASSWORD, claimGuest: true };
    const [here, there] = await Promise.all(
      [guest, second.as(guest)].map((one) => one.ask(LOGIN, { input })),
    );
    await second.close();
    expect([here?.data.login.__typename, there?.data.login.__typename]).toEqual([
      "LoginPayload",
      "LoginPayload",
    ]);
    const after = rowsIn(await everythingOf(application.db.pool, account.userId));
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
    expect(ids(after.events)).toEqual(ids(before.events));
    expect(ids(after.questions)).toEqual(ids(before.questions));
    expect(after.sessions).toHaveLength(before.sessions.length);
    expect(await everythingOf(application.db.pool, guest.userId)).toBe("");
  });
});

describe("a guest's login that an attacker planted in the victim's browser", () => {
  it.each([
    ["registers", (token: string) => register(application, { email: anAddress() }, bearer(token))],
    [
      "logs in",
      async (token: string) =>
        login(application, { email: (await anAccount(application)).email }, bearer(token)),
    ],
  ])("is dead once the victim %s: cookie, bearer, socket and stream", async (_how, enter) => {
    const guest = await application.aGuest();
    const cookie = `pacekeeper=${guest.accessToken}`;
    const origin = application.url;
    const { csrfToken } = (await application.ask("{ csrfToken }", {}, { cookie })).data;
    const socket = await openSocket(application.url, { headers: { cookie, origin } });
    const follow = "subscription { workSessionChanged { kind } }";
    const stream = await anEventStream(application.url, follow, bearer(guest.accessToken));
    expect(await stream.next()).toMatchObject({ data: {} });

    const entered = await enter(guest.accessToken);
    expect(entered.__typename).toBe("LoginPayload");
    expect(entered.accessToken).not.toBe(guest.accessToken);

    expect(await statusOf(guest.accessToken)).toBe(401);
    expect((await application.ask(WHO, {}, { cookie })).data.viewer).toBeNull();
    expect(await socket.closed).toBe(4401);
    await stream.ended();
    // What the attacker knows besides the cookie does not help either.
    const headers = { cookie, origin, "x-csrf-token": csrfToken };
    const rename = 'mutation { updateProfile(input: { firstName: "Mallory" }) { __typename } }';
    expect((await application.ask(rename, {}, headers)).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const again = await application.ask(
      "mutation { continueAsGuest { ... on LoginPayload { user { id email } } } }",
      {},
      headers,
    );
    expect(again.data.continueAsGuest.user).toMatchObject({ email: null });
    expect(again.data.continueAsGuest.user.id).not.toBe(entered.user.id);
  });
});

describe("fields that nobody may set about themselves", () => {
  const FORBIDDEN_FIELDS = [
    "role",
    "kind",
    "id",
    "userId",
    "isEmailConfirmed",
    "emailConfirmedAt",
    "version",
  ];

  /** On a goal, it says nothing about a person. */
  const OTHERWISE_MEANT = ["HabitGoalInput.kind"];

  it("are not in any input", () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    expect(inputs.length).toBeGreaterThan(20);
    for (const input of inputs) {
      const fields = Object.values(input.getFields());
      const names = fields
        .map(({ name }) => name)
        .filter((name) => FORBIDDEN_FIELDS.includes(name))
        .filter((name) => !OTHERWISE_MEANT.includes(`${input.name}.${name}`));
      // A lone id names the object, also beside the version expected of it, as does the id in an update; next to other
      // fields it would choose a new object's id.
      const others = fields.filter(({ name }) => name !== "id" && name !== "expectedVersion");
      const namesAThing = others.length === 0 || /^Update.*Input$/.test(input.name);
      expect(namesAThing ? names.filter((name) => name !== "id") : names, input.name).toEqual([]);
    }
  });

  it.each(FORBIDDEN_FIELDS)("%s is refused when it is sent anyway", async (field) => {
    const account = await anAccount(application);
    const before = await everyRowOf(application.db.pool, account.userId);
    const value =
      { role: "ADMIN", kind: "REGISTERED", isEmailConfirmed: true, version: 7 }[field] ?? account.userId;
    const email = anAddress();
    const update = await account.ask(
      "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }",
      { input: { firstName: "Mallory", [field]: value } },
    );
    const made = await application.ask(
      "mutation ($input: RegisterInput!) { register(input: $input) { __typename } }",
      { input: { email, password: PASSWORD, [field]: value } },
    );
    for (const { data, errors } of [update, made]) {
      expect([data ?? null, errors[0]?.extensions.code]).toEqual([null, "BAD_USER_INPUT"]);
      expect(errors[0]?.message).toContain(`"${field}"`);
    }
    expect(await everyRowOf(application.db.pool, account.userId)).toBe(before);
    expect(await application.db.prisma.user.count({ where: { email } })).toBe(0);
  });
});
