import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aPersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";

const PASSWORD = "correct horse battery staple";
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename
  ... on LoginPayload { accessToken user { id kind email firstName timezone } }
  ... on InvalidInputError { issues { path code message } } ... on Error { message } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on LoginPayload { accessToken user { id email } }
  ... on TooManyTries { retryAfterSeconds } ... on Error { message } } }`;
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
  ... on ChangePasswordPayload { user { id } }
  ... on InvalidInputError { issues { path code } } ... on Error { message } } }`;
const WHO = "{ viewer { id kind } }";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  application.clock.at = null;
  await application.db.pool.query("DELETE FROM login_throttles");
});
afterAll(() => application.close());

const anAddress = () => `ilse-${randomUUID()}@example.org`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const who = async (token: string) => (await application.ask(WHO, {}, bearer(token))).data?.viewer ?? null;

async function register(input: object, headers: Record<string, string> = {}) {
  return (await application.ask(REGISTER, { input: { password: PASSWORD, ...input } }, headers)).data
    .register;
}
async function login(email: string, password = PASSWORD, headers: Record<string, string> = {}) {
  return (await application.ask(LOGIN, { input: { email, password } }, headers)).data.login;
}
async function anAccount() {
  const email = anAddress();
  const { accessToken, user } = await register({ email });
  return { email, token: accessToken as string, id: user.id as string };
}

describe("registering", () => {
  it("creates an account that accepts its address, in any case, and its password", async () => {
    const email = anAddress();
    const made = await register({ email: ` ${email}\n`, firstName: " Ilse ", timezone: "Europe/Berlin" });
    expect(made).toMatchObject({
      __typename: "LoginPayload",
      user: { kind: "REGISTERED", email, firstName: "Ilse", timezone: "Europe/Berlin" },
    });
    expect(await who(made.accessToken)).toMatchObject({ id: made.user.id });
    const again = await login(email.toUpperCase());
    expect(again).toMatchObject({ __typename: "LoginPayload", user: { id: made.user.id, email } });
    expect(again.accessToken).not.toBe(made.accessToken);
  });

  it("turns the guest who registers into the account, with everything they tracked", async () => {
    const person = await aPersonWhoTracked(application, Date.now());
    const email = anAddress();
    const { user, accessToken } = await register({ email }, bearer(person.guest.accessToken));
    const sessions = "{ viewer { workSessions(first: 100) { nodes { id questionCount } } } }";
    const { data } = await application.ask(sessions, {}, bearer(accessToken));
    expect(data.viewer.workSessions.nodes.length).toBeGreaterThan(1);
    expect(user.kind).toBe("REGISTERED");
    const rows = await application.db.prisma.user.findMany({ where: { email } });
    expect(rows.map(({ id }) => id)).toEqual([person.guest.userId]);
  });

  it("gives the account a new login: whoever had the guest's has no access", async () => {
    const guest = await application.aGuest();
    await register({ email: anAddress() }, bearer(guest.accessToken));
    await vi.waitFor(async () => expect(await who(guest.accessToken)).toBeNull(), 10_000);
  });

  it("turns a guest into one account, even when two tabs register at once", async () => {
    const guest = await application.aGuest();
    const emails = [anAddress(), anAddress()];
    const made = await Promise.all(emails.map((email) => register({ email }, bearer(guest.accessToken))));
    expect(made.map(({ __typename }) => __typename)).toEqual(["LoginPayload", "LoginPayload"]);
    const rows = await application.db.prisma.user.findMany({ where: { email: { in: emails } } });
    expect(rows.filter(({ id }) => id === guest.userId)).toHaveLength(1);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });

  it("gives an address to one of two concurrent registrations, whatever its case", async () => {
    const email = anAddress();
    const made = await Promise.all([register({ email }), register({ email: email.toUpperCase() })]);
    expect(made.map(({ __typename }) => __typename).sort()).toEqual(["EmailTaken", "LoginPayload"]);
    expect(await application.db.prisma.password.count({ where: { user: { email } } })).toBeLessThanOrEqual(1);
  });

  it.each([
    [
      "no address and a one-character password",
      { email: "ilse", password: "x" },
      ["email", "password", "password"],
    ],
    ["an address of 400 characters", { email: `${"a".repeat(388)}@example.org` }, ["email"]],
    ["a look-alike from another script", { email: "аdmin@example.org" }, ["email"]],
    [
      "a password of 129 characters",
      { email: "a@example.org", password: `aB3!${"x".repeat(125)}` },
      ["password"],
    ],
    [
      "a password of 10,000 characters",
      { email: "a@example.org", password: "aB3!x".repeat(2000) },
      ["password"],
    ],
    ["a listed password", { email: "a@example.org", password: "QwertyUiop12345" }, ["password"]],
    ["a zone that does not exist", { email: "a@example.org", timezone: "Mars/Olympus" }, ["timezone"]],
    ["a name of 101 characters", { email: "a@example.org", firstName: "x".repeat(101) }, ["firstName"]],
  ])("with %s says so, and creates nothing", async (_what, input, fields) => {
    const before = await application.db.prisma.user.count();
    const answer = await register(input);
    expect(answer.__typename).toBe("InvalidInputError");
    expect(answer.issues.map(({ path }: { path: string[] }) => path[0])).toEqual(fields);
    expect(await application.db.prisma.user.count()).toBe(before);
  });
});

describe("logging in", () => {
  it("does not reveal whether the address or the password is wrong", async () => {
    const { email } = await anAccount();
    const wrong = await login(email, "wrong horse battery staple");
    expect(wrong).toEqual({ __typename: "WrongLogin", message: "That e-mail and password do not match." });
    expect(await login(anAddress())).toEqual(wrong);
    expect(await login("%@example.org")).toEqual(wrong);
    expect(await login("x".repeat(10_000), "")).toEqual(wrong);
  });

  it("must wait from the third failure on, is locked after the fifth, and counts nothing meanwhile", async () => {
    const { email } = await anAccount();
    const start = Date.now();
    const at = async (seconds: number, password = "wrong") => {
      application.clock.at = start + seconds * 1000;
      const { __typename, retryAfterSeconds } = await login(email, password);
      return retryAfterSeconds ?? __typename;
    };
    expect([await at(0), await at(0), await at(0)]).toEqual(["WrongLogin", "WrongLogin", "WrongLogin"]);
    expect(await at(0, PASSWORD)).toBe(30);
    expect(await at(10)).toBe(20);
    expect(await at(30)).toBe("WrongLogin");
    expect(await at(31)).toBe(59);
    expect(await at(90)).toBe("WrongLogin");
    expect(await at(91, PASSWORD)).toBe(899);
    expect(await at(989, PASSWORD)).toBe(1);
    expect(await at(990)).toBe("WrongLogin");
    expect(await at(990, PASSWORD)).toBe("LoginPayload");
    expect([await at(991), await at(991), await at(991), await at(991)]).toEqual([
      "WrongLogin",
      "WrongLogin",
      "WrongLogin",
      30,
    ]);
  });

  it("does not refuse the earlier of two tries at the same moment that comes second", async () => {
    const { email } = await anAccount();
    const now = Date.now();
    application.clock.at = now;
    expect((await login(email, "wrong")).__typename).toBe("WrongLogin");
    application.clock.at = now - 5;
    expect((await login(email)).__typename).toBe("LoginPayload");
  });

  it("counts a hundred concurrent tries as a hundred", async () => {
    const { email } = await anAccount();
    const answers = await Promise.all(Array.from({ length: 100 }, () => login(email, "wrong")));
    const names = answers.map(({ __typename }) => __typename);
    expect(names.filter((name) => name === "WrongLogin")).toHaveLength(3);
    expect(names.filter((name) => name === "TooManyTries")).toHaveLength(97);
  });

  it("checks one password per document, however many aliases it has", async () => {
    const { email } = await anAccount();
    const aliases = Array.from(
      { length: 20 },
      (_, index) => `a${index}: login(input: $input) { __typename }`,
    );
    const { data, errors } = await application.ask(
      `mutation ($input: LoginInput!) { ${aliases.join(" ")} }`,
      {
        input: { email, password: "wrong" },
      },
    );
    expect(data).toBeNull();
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const { rows } = await application.db.pool.query("SELECT max(failures) AS most FROM login_throttles");
    expect(rows[0].most).toBe(1);
  });

  it("does not lock out a known device because of strangers at the same address", async () => {
    const { email } = await anAccount();
    const response = await fetch(`${application.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: LOGIN, variables: { input: { email, password: PASSWORD } } }),
    });
    await response.text();
    const device = response.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith("pacekeeper-device="))
      ?.split(";")[0];
    expect(device).toBeDefined();
    for (let turn = 0; turn < 5; turn += 1) await login(email, "wrong");
    expect((await login(email)).__typename).toBe("TooManyTries");
    expect((await login(email, PASSWORD, { cookie: `${device}` })).__typename).toBe("LoginPayload");
    const { email: another } = await anAccount();
    for (let turn = 0; turn < 5; turn += 1) await login(another, "wrong");
    expect((await login(another, PASSWORD, { cookie: `${device}` })).__typename).toBe("TooManyTries");
  });
});

describe("changing the password", () => {
  const change = async (token: string, currentPassword: string, newPassword: string) =>
    (await application.ask(CHANGE, { input: { currentPassword, newPassword } }, bearer(token))).data
      .changePassword;

  it("ends all other logins, keeps the current one, and accepts only the new password", async () => {
    const { email, token } = await anAccount();
    const { accessToken: other } = await login(email);
    expect((await change(token, PASSWORD, "a brand new password")).__typename).toBe("ChangePasswordPayload");
    expect([await who(other), await who(token)]).toEqual([null, expect.anything()]);
    expect((await login(email)).__typename).toBe("WrongLogin");
    expect((await login(email, "a brand new password")).__typename).toBe("LoginPayload");
  });

  it("refuses the last five, and accepts the one before them again", async () => {
    const { token } = await anAccount();
    const passwords = [PASSWORD, ...[1, 2, 3, 4, 5].map((count) => `password of the month ${count}`)];
    for (const [index, next] of passwords.slice(1).entries()) {
      const answer = await change(token, passwords[index] ?? "", passwords[0] ?? "");
      if (index < 5) expect(answer.issues).toEqual([{ path: ["newPassword"], code: "USED_BEFORE" }]);
      expect((await change(token, passwords[index] ?? "", next)).__typename).toBe("ChangePasswordPayload");
    }
    expect((await change(token, passwords[5] ?? "", PASSWORD)).__typename).toBe("ChangePasswordPayload");
  });

  it("needs the current one, and an account", async () => {
    const { token } = await anAccount();
    expect((await change(token, "wrong", "a brand new password")).__typename).toBe("WrongLogin");
    const guest = await application.aGuest();
    const input = { currentPassword: "", newPassword: "a brand new password" };
    const { errors } = await guest.ask(CHANGE, { input });
    expect(errors[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("is recorded in the account's audit log, with logins and failures", async () => {
    const { id, email, token } = await anAccount();
    await login(email, "wrong");
    await login(email);
    await change(token, PASSWORD, "a brand new password");
    const userId = Buffer.from(id, "base64").toString().split(":")[1] ?? "";
    await vi.waitFor(async () => {
      const entries = await application.db.prisma.auditEntry.findMany({ where: { userId } });
      expect(entries.map(({ act }) => act).sort()).toEqual([
        "LOGGED_IN",
        "LOGIN_FAILED",
        "PASSWORD_CHANGED",
        "REGISTERED",
      ]);
    }, 10_000);
  });
});
