import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Attack, askOnce, mustBeSame } from "./attack.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

const SESSIONS = `query ($after: String) { viewer { workSessions(first: 10, after: $after) { nodes { id } } } }`;

/** Cursors made from the id of the victim's session, and from nobody's. */
export const CURSORS: Attack = {
  name: "A cursors of other people's rows",
  async run({ db, port, strangers, victim }, until) {
    const [stranger] = strangers;
    const { rows } = await db.pool.query<{ id: string }>("SELECT id FROM work_sessions WHERE user_id = $1", [
      victim.userId,
    ]);
    const [theirs] = rows;
    if (theirs === undefined || stranger === undefined) throw new Error("Nobody has a session.");
    const forms: readonly ((id: string) => string)[] = [
      (id) => id,
      (id) => base64(id),
      (id) => base64(`WorkSession:${id}`),
      (id) => base64(`GPC:S:${id}`),
      (id) => base64(JSON.stringify(["workSessions", id])),
      (id) => base64(JSON.stringify(["workSessions", Date.now(), id]).slice(0, 400)),
    ];
    let pairs = 0;
    while (performance.now() < until) {
      for (const form of forms) {
        const [now, nobody] = [form(theirs.id), form(randomUUID())];
        const ask = (after: string) =>
          askOnce(port, { query: SESSIONS, variables: { after } }, stranger.token);
        mustBeSame("Whether a session exists", await ask(now), await ask(nobody));
        pairs += 1;
      }
    }
    return `${pairs} pairs, the same answers`;
  },
};

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on Error { message } } }`;
const PASSWORD = "nine quiet herons wade";

/** An account with an address, made in the database, because the bench is not about making them. */
async function anAddress(db: Parameters<Attack["run"]>[0]["db"]): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  await db.pool.query(
    "INSERT INTO users (id, kind, email, email_confirmed_at) VALUES ($1, 'REGISTERED', $2, now())",
    [randomUUID(), email],
  );
  return email;
}

/** Half surrogates in a registration, for an address that is taken and for one that is not. */
export const SURROGATES: Attack = {
  name: "E half surrogates",
  async run({ db, port }, until) {
    const taken = await anAddress(db);
    let pairs = 0;
    while (performance.now() < until) {
      const ask = (email: string) => {
        const input = { email, password: PASSWORD, firstName: "\ud800" };
        return askOnce(port, { query: REGISTER, variables: { input } });
      };
      mustBeSame("Who has an account", await ask(taken), await ask(`${randomUUID()}@example.org`));
      pairs += 1;
    }
    return `${pairs} pairs, the same answers`;
  },
};

/** A stranger registers somebody's address again and again; then its owner does. */
export const LOCKING_OUT: Attack = {
  name: "F somebody's address registered",
  async run({ mails, port }, until) {
    const email = `${randomUUID()}@example.org`;
    const register = (from?: string) =>
      askOnce(
        port,
        { query: REGISTER, variables: { input: { email, password: PASSWORD } } },
        undefined,
        from,
      );
    for (let time = 0; time < 3; time += 1) await register();
    const before = mails.received.length;
    const { body } = await register("198.51.100.7");
    if (!body.includes("ConfirmationNeeded")) throw new Error(`The owner is refused: ${body}`);
    let attempts = 3;
    const ownerHears = () => mails.received.slice(before).some(({ to }) => to === email);
    while (performance.now() < until || !ownerHears()) {
      await register();
      attempts += 1;
      if (performance.now() > until + 20_000) throw new Error("The owner gets no mail.");
      await delay(20);
    }
    return `${attempts} attempts, and the owner has a mail`;
  },
};

const RESET = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename }
  updateProfile(input: { firstName: "Mallory" }) { __typename } }`;

/**
 * Resets for addresses with an account and without one, in pairs, each from a network of its own. Two that take equally
 * long come near a half.
 */
export const TIMED_RESETS: Attack = {
  name: "G timed resets",
  async run({ db, port, strangers }, until) {
    const [stranger] = strangers;
    const taken = await Promise.all(Array.from({ length: 400 }, () => anAddress(db)));
    let pairs = 0;
    let slower = 0;
    const timed = async (email: string) => {
      const from = `192.0.${Math.floor(pairs / 250)}.${pairs % 250}`;
      const started = performance.now();
      await askOnce(port, { query: RESET, variables: { email } }, stranger?.token, from);
      return performance.now() - started;
    };
    for (const email of taken) {
      if (performance.now() > until) break;
      const unknown = `${randomUUID()}@example.org`;
      let [one, other] = [0, 0];
      if (pairs % 2 === 0) {
        one = await timed(email);
        other = await timed(unknown);
      } else {
        other = await timed(unknown);
        one = await timed(email);
      }
      if (one > other) slower += 1;
      pairs += 1;
    }
    const { rows } = await db.pool.query("SELECT 1 FROM mails LIMIT 1");
    if (rows.length === 0) throw new Error("No mail was requested: nothing was compared.");
    const share = slower / pairs;
    // Four standard deviations: between two of the same kind, one in sixteen thousand runs is outside.
    if (Math.abs(share - 0.5) > 2 / Math.sqrt(pairs))
      throw new Error(`An account takes longer in ${share.toFixed(2)} of ${pairs} pairs.`);
    return `${pairs} pairs, slower with an account in ${share.toFixed(2)}`;
  },
};
