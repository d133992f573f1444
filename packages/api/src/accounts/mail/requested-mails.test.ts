import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { aMailServer, type MailServer } from "../../testing/mail-server.ts";
import { anAddress, PASSWORD, register } from "../testing/accounts.ts";

const CONFIRM = `mutation ($input: ConfirmRegistrationInput!) {
  confirmRegistration(input: $input) { __typename } }`;
const FORGOT = `mutation ($email: String!) {
  requestPasswordReset(input: { email: $email }) { __typename } }`;

let mail: MailServer;
let application: TestApplication;
beforeAll(async () => {
  mail = await aMailServer();
  application = await aTestApplication({
    SMTP_URL: mail.url,
    MAIL_FROM: "pace@example.org",
    TRUST_PROXY: "1",
  });
});
beforeEach(() => {
  mail.received.length = 0;
});
afterAll(async () => {
  await application.close();
  await mail.close();
});

const from = (network: string) => ({ "x-forwarded-for": network });
const sent = async (email: string) => {
  await application.runJob("send mail");
  return mail.received.filter(({ to }) => to === email);
};
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? "";
const confirm = async (token: string): Promise<string> =>
  (await application.ask(CONFIRM, { input: { token, password: PASSWORD } })).data.confirmRegistration
    .__typename;

it("a stranger who registers an address again and again keeps nobody from registering it", async () => {
  const email = anAddress();
  const theirs = { email, password: "the stranger's own words" };
  for (let time = 0; time < 6; time += 1) await register(application, theirs, from("203.0.113.66"));
  expect(await sent(email)).toHaveLength(3);
  const asked = await register(application, { email }, from("198.51.100.7"));
  expect(asked.__typename).toBe("ConfirmationNeeded");
  const own = (await sent(email)).at(-1);
  expect(await confirm(tokenIn(own?.text ?? ""))).toBe("LoginPayload");
});

it("strangers in many networks fill nobody's mailbox; the newest mail still comes, a little later", async () => {
  const email = anAddress();
  for (let network = 1; network <= 24; network += 1)
    await register(application, { email }, from(`203.0.113.${network}`));
  for (let batch = 0; batch < 3; batch += 1) await application.runJob("send mail");
  // Twenty, and the first of those that come slowly.
  expect(await sent(email)).toHaveLength(21);
  mail.received.length = 0;
  await register(application, { email }, from("198.51.100.7"));
  expect(await sent(email)).toEqual([]);
  const { pool } = application.db;
  await pool.query("UPDATE rate_counts SET reset_at = now() WHERE key LIKE 'mailsSlowly:%'");
  await pool.query("UPDATE mails SET next_at = now() WHERE next_at IS NOT NULL");
  const [own, ...others] = await sent(email);
  expect(others).toEqual([]);
  expect(await confirm(tokenIn(own?.text ?? ""))).toBe("LoginPayload");
});

it("a request leaves the same row whether or not the address has an account", async () => {
  const email = anAddress();
  await register(application, { email });
  await confirm(tokenIn((await sent(email))[0]?.text ?? ""));
  await application.db.pool.query("DELETE FROM mails");
  const rowOf = async (address: string, ask: () => Promise<unknown>) => {
    await ask();
    const { rows } = await application.db.pool.query(
      "DELETE FROM mails WHERE recipient = $1 RETURNING kind, user_id, asker_address, attempts",
      [address],
    );
    return rows;
  };
  for (const ask of [
    (address: string) => application.ask(FORGOT, { email: address }),
    (address: string) => register(application, { email: address }),
  ]) {
    const nobodys = anAddress();
    expect(await rowOf(email, () => ask(email))).toEqual(await rowOf(nobodys, () => ask(nobodys)));
  }
  // No database stores half a character: it is refused before anything is looked up.
  const half = `mutation ($email: String!, $firstName: String) { register(input: {
    email: $email, password: "${PASSWORD}", firstName: $firstName }) { __typename } }`;
  for (const address of [email, anAddress()]) {
    const { errors } = await application.ask(half, { email: address, firstName: "\ud800" });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  }
});

it("keeps no code that could be used with a registration that waits for its link", async () => {
  const inviteCode = "an invitation's code";
  const email = anAddress();
  await register(application, { email, inviteCode });
  const { rows } = await application.db.pool.query("SELECT to_jsonb(m)::text AS row FROM mails m");
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toContain(inviteCode);
  const [own] = await sent(email);
  expect(await confirm(tokenIn(own?.text ?? ""))).toBe("LoginPayload");
});
