import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/ids.ts";
import { aPersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { secretHash } from "../logins/derived-secret.ts";
import { anAccount, anAddress, login, PASSWORD } from "../testing/accounts.ts";
import { passwordHasher } from "./password-hashing.ts";

const NEW_PASSWORD = "a brand new password";
const RESET = "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }";
const FORGOT = "mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename } }";
const CONFIRM = `mutation ($token: String!) { confirmEmail(input: { token: $token }) { __typename } }`;
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { __typename
  ... on CreateApiTokenPayload { token } } }`;
const CHANGE_PASSWORD = `mutation { changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "${NEW_PASSWORD}" }) { __typename } }`;

let quiet: TestApplication;
let mailing: TestApplication;
beforeAll(async () => {
  quiet = await aTestApplication();
  mailing = await aTestApplication({ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "pace@example.org" });
});
afterAll(async () => {
  await quiet.close();
  await mailing.close();
});
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const statusOf = async (app: TestApplication, token: string) =>
  (await app.ask("{ viewer { id } }", {}, bearer(token))).status;

async function aConfirmed(app: TestApplication) {
  const [id, email] = [newId(Date.now()), anAddress()];
  await app.db.prisma.user.create({ data: { id, email, kind: "REGISTERED", emailConfirmedAt: new Date() } });
  const hash = await passwordHasher.hash(PASSWORD);
  await app.db.prisma.password.create({ data: { id: newId(Date.now()), userId: id, hash } });
  return { id, email };
}
type Kind = "RESET_PASSWORD" | "CONFIRM_EMAIL";
async function aLink(app: TestApplication, kind: Kind, recipient: string, userId: string) {
  const id = newId(Date.now());
  const expiresAt = new Date(Date.now() + 3_600_000);
  const data = { id, kind, recipient, userId, expiresAt, secretHash: secretHash(`link ${id}`) };
  await app.db.prisma.mail.create({ data });
  return `link ${id}`;
}

describe("the login throttle", () => {
  it("counts an address as the database compares it: a dotted capital I is not another account", async () => {
    const { email } = await anAccount(quiet);
    for (let turn = 0; turn < 3; turn += 1) await login(quiet, { email, password: "wrong" });
    expect((await login(quiet, { email })).__typename).toBe("TooManyTries");
    expect((await login(quiet, { email: email.replace("i", "İ") })).__typename).not.toBe("LoginPayload");
  });
});

describe("a pending change of address", () => {
  it("requested by a thief does not survive the owner's new password", async () => {
    const { id, email } = await aConfirmed(mailing);
    const evil = await aLink(mailing, "CONFIRM_EMAIL", anAddress(), id);
    const token = await aLink(mailing, "RESET_PASSWORD", email, id);
    await mailing.ask(RESET, { input: { token, newPassword: NEW_PASSWORD } });
    expect((await mailing.ask(CONFIRM, { token: evil })).data.confirmEmail.__typename).toBe("LinkExpired");
  });
  it("to a former address does not bring that address back", async () => {
    const { id, email } = await aConfirmed(mailing);
    const former = await aLink(mailing, "CONFIRM_EMAIL", email, id);
    const newer = await aLink(mailing, "CONFIRM_EMAIL", anAddress(), id);
    await mailing.ask(CONFIRM, { token: newer });
    expect((await mailing.ask(CONFIRM, { token: former })).data.confirmEmail.__typename).toBe("LinkExpired");
  });
});

describe("tokens", () => {
  it("are not returned with a wrong secret when the key is repeated after the guest was claimed", async () => {
    const guest = await quiet.aGuest();
    const account = await anAccount(quiet);
    const input = { name: "x", scopes: ["READ"], idempotencyKey: crypto.randomUUID() };
    const first = (await guest.ask(CREATE, { input })).data.createApiToken.token;
    const { accessToken } = await login(quiet, { email: account.email }, bearer(guest.accessToken));
    const again = (await quiet.ask(CREATE, { input }, bearer(accessToken))).data.createApiToken;
    expect(again.token === undefined || again.token === first).toBe(true);
  });
});

describe("the first administrator", () => {
  it("cannot be registered by another site's page on the server's own machine", async () => {
    const fresh = await aTestApplication();
    const { data } = await fresh.ask(
      `mutation ($input: RegisterInput!) { register(input: $input) { ... on LoginPayload { user { role } } } }`,
      { input: { email: anAddress(), password: PASSWORD } },
      { origin: "https://raterhub.com" },
    );
    await fresh.close();
    expect(data.register.user.role).toBe("USER");
  });
});

describe("mail", () => {
  it("does not reveal by its state that an address has an account", async () => {
    const state = async () => (await mailing.ask("{ server { mail } }")).data.server.mail;
    // Nobody has requested a mail, and there is none.
    await mailing.db.pool.query("DELETE FROM mails");
    await mailing.runJob("look for the mail server");
    expect(await state()).toBe("DELAYED");
    const tried = async (email: string) => {
      await mailing.ask(FORGOT, { email });
      await mailing.runJob("send mail");
      await mailing.runJob("look for the mail server");
      return state();
    };
    expect(await tried(anAddress())).toBe("DELAYED");
    expect(await tried((await aConfirmed(mailing)).email)).toBe("DELAYED");
  });
});

describe("a login with the old password", () => {
  it("in progress while the password changes is refused", async () => {
    let active = 0;
    let changes = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      const account = await anAccount(quiet);
      const change = account.ask(CHANGE_PASSWORD);
      const logins: Promise<{ accessToken?: string }>[] = [];
      for (let one = 0; one < 12; one += 1) {
        await delay(8);
        logins.push(login(quiet, { email: account.email }));
      }
      const changed = await change;
      const made = await Promise.all(logins);
      // A login that is being judged holds up the change's own proof of the password.
      if (changed.data.changePassword.__typename === "TooManyTries") continue;
      expect(changed.data.changePassword.__typename).toBe("ChangePasswordPayload");
      changes += 1;
      for (const { accessToken } of made) {
        if (accessToken && (await statusOf(quiet, accessToken)) === 200) active += 1;
      }
    }
    expect(active).toBe(0);
    expect(changes).toBeGreaterThan(3);
  }, 60_000);
});

describe("the widget's token", () => {
  it("cannot read the sessions of past days", async () => {
    const { guest } = await aPersonWhoTracked(quiet, Date.now() - 20 * 86_400_000);
    const made = await guest.ask(CREATE, { input: { name: "x", scopes: ["TRACKING_WRITE"] } });
    const date = new Date(Date.now() - 20 * 86_400_000 - 3_600_000).toISOString().slice(0, 10);
    const { data } = await quiet.ask(
      `{ viewer { day(date: "${date}") { sessions { session { questions { nodes { id } } } } } } }`,
      {},
      bearer(made.data.createApiToken.token),
    );
    expect(data?.viewer?.day?.sessions ?? []).toEqual([]);
  });
});

describe("wrong input that must not become a fault", () => {
  const code = ({ data, errors }: Awaited<ReturnType<TestApplication["ask"]>>) =>
    errors[0]?.extensions.code ?? Object.values(data)[0];
  it.each([
    ["login", "email", { email: "a\u0000@example.org", password: "x" }],
    ["register", "firstName", { email: "a@example.org", password: PASSWORD, firstName: "a\u0000" }],
  ])("a NUL in %s's %s is wrong input", async (field, _part, input) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const answer = await quiet.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`, {
      input,
    });
    expect(code(answer)).not.toBe("INTERNAL");
  });
  it.each([
    'day(date: "9999-12-31") { questionCount }',
    'month(month: "9999-12") { date }',
    'week(from: "9999-12-31") { startsOn }',
    'days(from: "9999-12-30", to: "9999-12-31") { date sessions { startedEarlier } hours { hour } }',
    'days(from: "0001-01-01", to: "0001-01-02") { date sessions { startedEarlier } hours { hour } }',
    'workSessions(filter: { from: "0001-01-01", to: "9999-12-31" }) { nodes { id } }',
    'timerDays(to: "0001-01-01") { date }',
    'day(date: "0001-01-01") { questionCount }',
  ])("%s is wrong input", async (field) => {
    const guest = await quiet.aGuest();
    expect(code(await guest.ask(`{ viewer { ${field} } }`))).not.toBe("INTERNAL");
  });
});
