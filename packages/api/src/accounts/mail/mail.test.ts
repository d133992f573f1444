import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Answer, aTestApplication, type TestApplication } from "../../testing/application.ts";
import { aMailServer, type MailServer, type ReceivedMail } from "../../testing/mail-server.ts";
import { minutesAfter, pressForSession } from "../../tracking/testing/tracking-requests.ts";
import { anAccount, anAddress, login, PASSWORD, register } from "../testing/accounts.ts";

const NEW_PASSWORD = "a brand new password";
const CONFIRM = `mutation ($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { __typename
  ... on LoginPayload { accessToken user { id email isEmailConfirmed firstName timezone } } ... on Error { message } } }`;
const FORGOT = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename
  ... on RequestPasswordResetPayload { email } ... on Error { message } } }`;
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename
  ... on ResetPasswordPayload { email } ... on InvalidInputError { issues { path code } } ... on Error { message } } }`;
const CHANGE = `mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename
  ... on ChangeEmailPayload { confirmationSentTo user { email isEmailConfirmed } }
  ... on InvalidInputError { issues { path code } } ... on Error { message } } }`;
const CONFIRM_EMAIL = `mutation ($input: ConfirmEmailInput!) { confirmEmail(input: $input) { __typename
  ... on ConfirmEmailPayload { email } ... on Error { message } } }`;
const SERVER = "{ server { mail } }";

let mail: MailServer;
let application: TestApplication;
beforeAll(async () => {
  mail = await aMailServer();
  application = await aTestApplication({
    SMTP_URL: mail.url,
    MAIL_FROM: "Pacekeeper <pace@example.org>",
  });
});
beforeEach(async () => {
  application.clock.at = null;
  mail.isDown = false;
  mail.received.length = 0;
  await application.db.pool.query("DELETE FROM login_throttles");
  await application.db.pool.query("DELETE FROM mails");
});
afterAll(async () => {
  await application.close();
  await mail.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const run = async (query: string, input: object, headers = {}): Promise<Answer["data"]> =>
  Object.values((await application.ask(query, { input }, headers)).data)[0];
const forgot = async (email: string) => (await application.ask(FORGOT, { email })).data.requestPasswordReset;
const who = async (token: string) =>
  (await application.ask("{ viewer { id } }", {}, bearer(token))).data?.viewer ?? null;

/** The last mail of a kind, sent now. Some are written a moment after the answer. */
async function arrived(isMeant: (one: ReceivedMail) => boolean): Promise<ReceivedMail> {
  return vi.waitFor(async () => {
    await application.runJob("send mail");
    const found = mail.received.findLast(isMeant);
    if (!found) throw new Error("No such mail has arrived");
    return found;
  }, 10_000);
}

/** The secret of the link in the mail to somebody. */
async function linkTo(email: string, page: string): Promise<string> {
  const link = new RegExp(`^${application.url}${page}#([\\w-]{43})$`, "m");
  const { text } = await arrived((one) => one.to === email && link.test(one.text));
  return link.exec(text)?.[1] ?? "";
}

/** An account whose address is confirmed by mail. */
async function aConfirmedAccount(more: object = {}) {
  const email = anAddress();
  await register(application, { email, ...more });
  const token = await linkTo(email, "/confirm-registration");
  const made = await run(CONFIRM, { token, password: PASSWORD });
  return { email, accessToken: made.accessToken };
}

describe("registering where mail is sent", () => {
  it("creates the account when the link is opened and the password entered again", async () => {
    const email = anAddress();
    const asked = await register(application, { email, firstName: "Ilse", timezone: "Europe/Berlin" });
    expect(asked).toMatchObject({ __typename: "ConfirmationNeeded", email });
    expect((await login(application, { email })).__typename).toBe("WrongLogin");
    const token = await linkTo(email, "/confirm-registration");
    expect(mail.received).toMatchObject([{ from: "pace@example.org", subject: "Finish your registration" }]);
    const user = { email, isEmailConfirmed: true, firstName: "Ilse", timezone: "Europe/Berlin" };
    expect(await run(CONFIRM, { token, password: PASSWORD })).toMatchObject({
      __typename: "LoginPayload",
      user,
    });
    expect((await login(application, { email })).__typename).toBe("LoginPayload");
  });

  it("claims the guest who registered, whichever browser opens the link", async () => {
    const guest = await application.aGuest();
    const session = await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(Date.now(), -9) });
    const email = anAddress();
    await register(application, { email }, bearer(guest.accessToken));
    expect(await who(guest.accessToken)).not.toBeNull();
    const token = await linkTo(email, "/confirm-registration");
    const made = await run(CONFIRM, { token, password: PASSWORD });
    const { data } = await application.ask(
      "{ viewer { activeSession { key } } }",
      {},
      bearer(made.accessToken),
    );
    expect(data.viewer.activeSession.key).toBe(session.key);
    expect(await who(guest.accessToken)).toBeNull();
  });

  it("does not let somebody into an account that a stranger prepared with the stranger's password", async () => {
    const email = anAddress();
    await register(application, { email, password: "the stranger's own words" });
    const token = await linkTo(email, "/confirm-registration");
    expect(await run(CONFIRM, { token, password: PASSWORD })).toMatchObject({ __typename: "WrongLogin" });
    // The link is still valid for whoever knows the password.
    const made = await run(CONFIRM, { token, password: "the stranger's own words" });
    expect(made.__typename).toBe("LoginPayload");
  });

  it("answers the same for an address that has an account, and tells only its owner", async () => {
    const { email } = await aConfirmedAccount();
    const free = anAddress();
    const answers = await Promise.all([email, free].map((one) => register(application, { email: one })));
    expect(JSON.stringify(answers[0]).replaceAll(email, "X")).toBe(
      JSON.stringify(answers[1]).replaceAll(free, "X"),
    );
    await arrived(({ to, subject }) => to === email && subject === "You already have an account");
  });

  it("accepts a link once, even when it is opened twice at the same moment", async () => {
    const email = anAddress();
    await register(application, { email });
    const token = await linkTo(email, "/confirm-registration");
    const answers = await Promise.all([1, 2].map(() => run(CONFIRM, { token, password: PASSWORD })));
    const refusal = answers.find(({ __typename }) => __typename !== "LoginPayload");
    expect(answers.filter((answer) => answer !== refusal)).toHaveLength(1);
    // Which error depends on whether the other request's password was still being verified.
    expect(refusal?.__typename).toMatch(/^(LinkExpired|TooManyTries)$/);
  });

  it("refuses a link after an hour", async () => {
    const email = anAddress();
    await register(application, { email });
    const token = await linkTo(email, "/confirm-registration");
    application.clock.at = Date.now() + 3_600_001;
    expect(await run(CONFIRM, { token, password: PASSWORD })).toMatchObject({ __typename: "LinkExpired" });
  });
});

describe("a forgotten password", () => {
  it("is replaced with a mailed link: all logins end, the new password works, the old one does not", async () => {
    const { email, accessToken } = await aConfirmedAccount();
    expect(await forgot(email.toUpperCase())).toMatchObject({ email: email.toUpperCase() });
    const token = await linkTo(email, "/reset-password");
    expect(await run(RESET, { token, newPassword: NEW_PASSWORD })).toMatchObject({ email });
    expect(await who(accessToken)).toBeNull();
    expect((await login(application, { email })).__typename).toBe("WrongLogin");
    expect((await login(application, { email, password: NEW_PASSWORD })).__typename).toBe("LoginPayload");
    expect((await arrived(({ subject }) => subject === "Your password was changed")).to).toBe(email);
  });

  it("gets the same answer for an address without an account, to which nothing is sent", async () => {
    const { email } = await aConfirmedAccount();
    const nobody = anAddress();
    expect(JSON.stringify(await forgot(email)).replaceAll(email, "X")).toBe(
      JSON.stringify(await forgot(nobody)).replaceAll(nobody, "X"),
    );
    await linkTo(email, "/reset-password");
    expect(mail.received.filter(({ to }) => to === nobody)).toEqual([]);
    expect(await application.db.prisma.mail.count({ where: { recipient: nobody } })).toBe(0);
  });

  it("accepts its link once, and no link requested earlier", async () => {
    const { email } = await aConfirmedAccount();
    await forgot(email);
    const first = await linkTo(email, "/reset-password");
    mail.received.length = 0;
    await forgot(email);
    const second = await linkTo(email, "/reset-password");
    expect(second).not.toBe(first);
    expect(await run(RESET, { token: second, newPassword: NEW_PASSWORD })).toMatchObject({ email });
    for (const token of [first, second, "", "x".repeat(43)])
      expect((await run(RESET, { token, newPassword: "yet another password" })).__typename).toBe(
        "LinkExpired",
      );
  });

  it("is not replaced by one that the rules refuse, and the link stays valid", async () => {
    const { email } = await aConfirmedAccount();
    await forgot(email);
    const token = await linkTo(email, "/reset-password");
    for (const [newPassword, code] of [
      ["x", "TOO_SIMPLE"],
      ["QwertyUiop12345", "WEAK"],
      [PASSWORD, "USED_BEFORE"],
    ] as const) {
      const { issues } = await run(RESET, { token, newPassword });
      expect(issues).toEqual(expect.arrayContaining([{ path: ["newPassword"], code }]));
    }
    expect(await run(RESET, { token, newPassword: NEW_PASSWORD })).toMatchObject({ email });
  });

  it("unlocks an account that was locked by failures", async () => {
    const { email } = await aConfirmedAccount();
    for (let failure = 0; failure < 3; failure += 1) await login(application, { email, password: "wrong" });
    expect((await login(application, { email })).__typename).toBe("TooManyTries");
    await forgot(email);
    const token = await linkTo(email, "/reset-password");
    await run(RESET, { token, newPassword: NEW_PASSWORD });
    expect((await login(application, { email, password: NEW_PASSWORD })).__typename).toBe("LoginPayload");
  });

  it("floods nobody's mailbox: three mails an hour", async () => {
    const { email } = await aConfirmedAccount();
    mail.received.length = 0;
    for (let time = 0; time < 6; time += 1) await forgot(email);
    await application.runJob("send mail");
    expect(mail.received.filter(({ to }) => to === email)).toHaveLength(3);
  });
});

describe("a change of address", () => {
  it("takes effect when the link to it is opened, and the old address is notified", async () => {
    const { email, accessToken } = await aConfirmedAccount();
    const wanted = anAddress();
    const input = { currentPassword: PASSWORD, newEmail: wanted };
    const asked = await run(CHANGE, input, bearer(accessToken));
    expect(asked).toMatchObject({ confirmationSentTo: wanted, user: { email } });
    const token = await linkTo(wanted, "/confirm-email");
    expect((await login(application, { email })).__typename).toBe("LoginPayload");
    expect(await run(CONFIRM_EMAIL, { token })).toMatchObject({ email: wanted });
    expect(await run(CONFIRM_EMAIL, { token })).toMatchObject({ __typename: "LinkExpired" });
    expect((await login(application, { email })).__typename).toBe("WrongLogin");
    expect((await login(application, { email: wanted })).__typename).toBe("LoginPayload");
    expect((await arrived(({ subject }) => subject === "Your address was changed")).to).toBe(email);
  });

  it("needs the password, and gets the same answer when somebody has the address", async () => {
    const [one, other] = [await aConfirmedAccount(), await aConfirmedAccount()];
    const ask = (input: object) =>
      run(CHANGE, { currentPassword: PASSWORD, ...input }, bearer(one.accessToken));
    expect((await ask({ newEmail: anAddress(), currentPassword: "wrong" })).__typename).toBe("WrongLogin");
    expect(await ask({ newEmail: other.email })).toMatchObject({ confirmationSentTo: other.email });
    await arrived(({ to, subject }) => to === other.email && /already/.test(subject));
    for (const newEmail of ["none", `${"a".repeat(400)}@example.org`, one.email])
      expect((await ask({ newEmail })).__typename).toBe("InvalidInputError");
  });
});

describe("a mail server that does not answer", () => {
  const look = () => application.runJob("look for the mail server");

  it("delays mail, which is reported, and sent as soon as possible", async () => {
    mail.isDown = true;
    const email = anAddress();
    expect((await register(application, { email })).__typename).toBe("ConfirmationNeeded");
    const state = async () => (await application.ask(SERVER)).data.server.mail;
    await application.runJob("send mail");
    await look();
    expect(await state()).toBe("DELAYED");
    expect(mail.received).toEqual([]);
    mail.isDown = false;
    // The retry wait is too long for the test.
    await application.db.pool.query("UPDATE mails SET next_at = now()");
    const token = await linkTo(email, "/confirm-registration");
    await look();
    expect(await state()).toBe("ON");
    expect((await run(CONFIRM, { token, password: PASSWORD })).__typename).toBe("LoginPayload");
  });
});

it("stores no secret of a link in the database", async () => {
  const email = anAddress();
  await register(application, { email });
  const token = await linkTo(email, "/confirm-registration");
  const { rows } = await application.db.pool.query("SELECT to_jsonb(m)::text AS row FROM mails m");
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toContain(token);
});

it("without mail, a reset says so and an address changes at once", async () => {
  const quiet = await aTestApplication();
  try {
    const account = await anAccount(quiet);
    expect((await quiet.ask(SERVER)).data.server.mail).toBe("OFF");
    expect((await quiet.ask(FORGOT, { email: account.email })).data.requestPasswordReset.__typename).toBe(
      "MailIsOff",
    );
    const wanted = anAddress();
    const input = { currentPassword: PASSWORD, newEmail: wanted };
    const { changeEmail } = (await account.ask(CHANGE, { input })).data;
    expect(changeEmail).toMatchObject({
      confirmationSentTo: null,
      user: { email: wanted, isEmailConfirmed: false },
    });
    const other = await anAccount(quiet);
    const taken = await other.ask(CHANGE, { input: { ...input, newEmail: wanted.toUpperCase() } });
    expect(taken.data.changeEmail.__typename).toBe("EmailTaken");
  } finally {
    await quiet.close();
  }
});
