import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/ids.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { aSecondProcessOf, type SecondProcess } from "../../testing/second-process.ts";
import { secretHash } from "../logins/derived-secret.ts";
import { passwordHasher } from "../passwords/password-hashing.ts";
import { anAddress, login, PASSWORD } from "../testing/accounts.ts";

const RESET = "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }";
const FORGOT = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename
  ... on RequestPasswordResetPayload { email } } }`;
const REGISTER = `mutation ($email: String!) {
  register(input: { email: $email, password: "${PASSWORD}" }) { __typename
    ... on ConfirmationNeeded { email message } ... on Error { message } } }`;

let application: TestApplication;
let second: SecondProcess;
beforeAll(async () => {
  // No mail server listens there: mails stay pending, and no test depends on their arrival.
  application = await aTestApplication({ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "pace@example.org" });
  second = await aSecondProcessOf(application);
});
afterAll(async () => {
  await second.close();
  await application.close();
});

/** An account with a confirmed address; where mail is sent, registering needs a mailbox. */
async function anAccount() {
  const [id, email] = [newId(Date.now()), anAddress()];
  const hash = await passwordHasher.hash(PASSWORD);
  await application.db.prisma.user.create({
    data: { id, email, kind: "REGISTERED", emailConfirmedAt: new Date() },
  });
  await application.db.prisma.password.create({ data: { id: newId(Date.now()), userId: id, hash } });
  return { id, email };
}

/** A link to choose a new password. @param minutes until it expires */
async function aResetLink({ id: userId, email }: { id: string; email: string }, minutes = 60) {
  const id = newId(Date.now());
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  const mail = { id, kind: "RESET_PASSWORD", recipient: email, userId, expiresAt } as const;
  await application.db.prisma.mail.create({ data: { ...mail, secretHash: secretHash(`link ${id}`) } });
  return `link ${id}`;
}

async function post(url: string, query: string, variables: object) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id" && name !== "date");
  return { status: response.status, headers, text: await response.text() };
}

const reset = async (url: string, token: string, newPassword: string): Promise<string> =>
  JSON.parse((await post(url, RESET, { input: { token, newPassword } })).text).data.resetPassword.__typename;

describe("a link to choose a new password", () => {
  it("sets one password, however many requests use it at the same moment in any process", async () => {
    const account = await anAccount();
    const token = await aResetLink(account);
    const wanted = [1, 2, 3, 4].map((count) => `the password of thief ${count}`);
    const answers = await Promise.all(
      wanted.map((password, index) => reset(index % 2 ? second.url : application.url, token, password)),
    );
    expect([...answers].sort()).toEqual([
      "LinkExpired",
      "LinkExpired",
      "LinkExpired",
      "ResetPasswordPayload",
    ]);
    const won = answers.indexOf("ResetPasswordPayload");
    expect(await application.db.prisma.password.count({ where: { userId: account.id } })).toBe(2);
    await application.db.pool.query("DELETE FROM login_throttles");
    for (const [index, password] of wanted.entries()) {
      await application.db.pool.query("DELETE FROM login_throttles");
      const { __typename } = await login(application, { email: account.email, password });
      expect(__typename).toBe(index === won ? "LoginPayload" : "WrongLogin");
    }
  });

  it("is refused a second time, after it expires, or as a link of another kind", async () => {
    const account = await anAccount();
    const token = await aResetLink(account);
    expect(await reset(application.url, token, "a brand new password")).toBe("ResetPasswordPayload");
    const old = await aResetLink(account, -1);
    const held = await aResetLink(account);
    const confirm = `mutation ($token: String!) { confirmEmail(input: { token: $token }) { __typename } }`;
    expect(
      JSON.parse((await post(application.url, confirm, { token: held })).text).data.confirmEmail,
    ).toEqual({
      __typename: "LinkExpired",
    });
    for (const secret of [token, old, `${held}x`, held.toUpperCase()])
      expect(await reset(application.url, secret, "yet another password")).toBe("LinkExpired");
    expect(
      (await login(application, { email: account.email, password: "a brand new password" })).__typename,
    ).toBe("LoginPayload");
  });

  it("cannot be used with what the database stores of it", async () => {
    const account = await anAccount();
    await aResetLink(account);
    const { secretHash: kept } = await application.db.prisma.mail.findFirstOrThrow({
      where: { userId: account.id },
    });
    expect(await reset(application.url, kept ?? "", "a brand new password")).toBe("LinkExpired");
  });
});

describe("whether an address has an account", () => {
  it.each([
    ["registering", REGISTER],
    ["requesting a new password", FORGOT],
  ])(
    "is not revealed by %s: the answers are identical byte for byte, headers included",
    async (_what, document) => {
      const { email } = await anAccount();
      for (const known of [email, email.toUpperCase()]) {
        const nobodys = anAddress();
        const unknown = known === email ? nobodys : nobodys.toUpperCase();
        const [one, other] = [
          await post(application.url, document, { email: known }),
          await post(application.url, document, { email: unknown }),
        ];
        expect(one.text).toContain(known);
        const neutral = (answer: typeof one, address: string) => ({
          ...answer,
          text: answer.text.replaceAll(address, "X"),
        });
        expect(neutral(one, known)).toEqual(neutral(other, unknown));
        expect(one.headers.map(([name]) => name)).not.toContain("set-cookie");
      }
    },
  );

  it("is not revealed by logging in, with a known address or an unknown one", async () => {
    const { email } = await anAccount();
    const document =
      "mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Error { message } } }";
    const [known, unknown] = [email, anAddress()];
    // Up to the wait and beyond it: both are counted the same.
    for (let turn = 1; turn <= 4; turn += 1) {
      const answers = await Promise.all(
        [known, unknown].map((address) =>
          post(application.url, document, { input: { email: address, password: "wrong" } }),
        ),
      );
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.text).toContain(turn < 4 ? "WrongLogin" : "TooManyTries");
    }
  });
});
