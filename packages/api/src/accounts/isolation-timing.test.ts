import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { anAccount, anAddress, login } from "./testing/accounts.ts";

let application: TestApplication;
let mine: PersonWhoTracked;
let theirs: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  mine = await aPersonWhoTracked(application, Date.now());
  theirs = await aPersonWhoTracked(application, Date.now());
});
afterAll(() => application.close());

type Asking = () => Promise<unknown>;

/**
 * How often the first request takes longer than the second, over pairs sent one right after the other in alternating
 * order. Two that take equally long come near 0.5, whatever else the machine does: the standard deviation is 0.035 for
 * 200 pairs and 0.08 for 40. An extra statement, or a hash, comes near 0 or 1.
 */
async function shareOfSlower(first: Asking, second: Asking, pairs: number): Promise<number> {
  const timed = async (asking: Asking) => {
    const started = performance.now();
    await asking();
    return performance.now() - started;
  };
  for (let turn = 0; turn < 10; turn += 1) await Promise.all([first(), second()]);
  let slower = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pair % 2 === 0) {
      const one = await timed(first);
      if (one > (await timed(second))) slower += 1;
    } else {
      const other = await timed(second);
      if ((await timed(first)) > other) slower += 1;
    }
  }
  return slower / pairs;
}

const global = (type: string) => btoa(`${type}:${randomUUID()}`);
const NODE = "query ($id: ID!) { node(id: $id) { id } }";
const DELETE = "mutation ($id: ID!) { deleteWorkSession(input: { id: $id }) { __typename } }";

/** Hundreds of requests on a busy machine. */
const PATIENCE = 180_000;

/** A failed login, without the wait that failures in a row would add. */
const refused = (address: string) => async () => {
  await application.db.pool.query("DELETE FROM login_throttles");
  await login(application, { email: address, password: "wrong" });
};

describe("an id of another person and an unknown id take equally long", () => {
  it.each([
    ["to look up", NODE],
    ["to refuse to delete", DELETE],
  ])(
    "%s",
    async (_what, document) => {
      const { guest } = mine;
      const foreign = () => guest.ask(document, { id: theirs.ids.WorkSession });
      const missing = () => guest.ask(document, { id: global("WorkSession") });
      const share = await shareOfSlower(foreign, missing, 200);
      expect(share).toBeGreaterThan(0.25);
      expect(share).toBeLessThan(0.75);
    },
    PATIENCE,
  );

  it(
    "and a hash takes longer: the measure detects a difference",
    async () => {
      const { email } = await anAccount(application);
      const hashed = refused(email);
      const unhashed = () => mine.guest.ask(NODE, { id: global("WorkSession") });
      expect(await shareOfSlower(hashed, unhashed, 40)).toBeGreaterThan(0.8);
    },
    PATIENCE,
  );
});

it(
  "an address without an account takes as long to refuse as one with an account",
  async () => {
    const { email } = await anAccount(application);
    const nobodys = anAddress();
    const share = await shareOfSlower(refused(email), refused(nobodys), 240);
    // Recording the failure alongside the answer, without waiting for it, gave 0.72 to 0.77.
    expect(share).toBeGreaterThan(0.33);
    expect(share).toBeLessThan(0.67);
  },
  PATIENCE,
);

it(
  "asking for a new password leaves what follows it in a document equally fast for both",
  async () => {
    // No mail server listens there: mails stay pending, as they do until the request is answered.
    const mailing = await aTestApplication({ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "pace@example.org" });
    const email = anAddress();
    const data = { id: randomUUID(), email, kind: "REGISTERED", emailConfirmedAt: new Date() } as const;
    await mailing.db.prisma.user.create({ data });
    const document = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename }
      continueAsGuest { __typename } }`;
    const ask = (address: string) => () => mailing.ask(document, { email: address });
    const share = await shareOfSlower(ask(email), ask(anAddress()), 200);
    await mailing.close();
    expect(share).toBeGreaterThan(0.33);
    expect(share).toBeLessThan(0.67);
  },
  PATIENCE,
);
