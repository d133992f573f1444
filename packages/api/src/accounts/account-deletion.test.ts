import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { login, PASSWORD, register } from "./testing/accounts.ts";

const DELETE = `mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { __typename
  ... on DeleteAccountPayload { deletedId } ... on Error { message } } }`;

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication({ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "pace@example.org" });
});
afterAll(() => application.close());

/** Every row of every table as text. */
async function wholeDatabase(): Promise<string[]> {
  const { pool } = application.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const dumped = await pool.query<{ row: string }>(
      `SELECT '${name}: ' || to_jsonb(t)::text AS row FROM ${name} t`,
    );
    rows.push(...dumped.rows.map(({ row }) => row));
  }
  return rows;
}

/** An account with rows in every table that holds people's data. */
async function aFullAccount() {
  const person = await aPersonWhoTracked(application, Date.now());
  const mark = `mark-${randomUUID()}`;
  const email = `${mark}@example.org`;
  const headers = { authorization: `Bearer ${person.guest.accessToken}` };
  // Mail is on, so the account is created as the mailed link would create it.
  await register(application, { email, firstName: mark }, headers);
  await application.db.pool.query(
    "UPDATE users SET kind = 'REGISTERED', email = $1, first_name = $2 WHERE id = $3",
    [email, mark, person.guest.userId],
  );
  await application.db.pool.query(
    `INSERT INTO passwords (id, user_id, hash) SELECT gen_random_uuid(), $1, registration ->> 'passwordHash'
      FROM mails WHERE recipient = $2`,
    [person.guest.userId, email],
  );
  await login(application, { email, password: "wrong" });
  const { accessToken } = await login(application, { email });
  const ask = (query: string, variables: object) =>
    application.ask(query, variables, { authorization: `Bearer ${accessToken}` });
  await ask(`mutation { requestEmailConfirmation { __typename } }`, {});
  return { ask, email, mark, userId: person.guest.userId };
}

describe("deleting an account", () => {
  it("leaves no row of the person in any table", async () => {
    const other = await aFullAccount();
    const { ask, email, mark, userId } = await aFullAccount();
    const marks = [mark, email, userId];
    const before = await wholeDatabase();
    const holding = before.filter((row) => marks.some((one) => row.includes(one)));
    const tables = new Set(holding.map((row) => row.split(":")[0]));
    expect(tables.size).toBeGreaterThanOrEqual(9);
    const ofHabits = ["habits", "habit_logs", "habit_days", "habit_links", "outbox_cursors", "due_work"];
    expect([...tables]).toEqual(expect.arrayContaining(ofHabits));
    const { data } = await ask(DELETE, { input: { password: PASSWORD } });
    expect(data.deleteAccount.__typename).toBe("DeleteAccountPayload");
    const after = await wholeDatabase();
    expect(after.filter((row) => marks.some((one) => row.includes(one)))).toEqual([]);
    // No failures counted for the account's address are left either; the client address keeps its own count.
    expect(after.length).toBeLessThan(before.length - tables.size);
    expect(after.filter((row) => row.includes(other.userId)).length).toBeGreaterThan(5);
    expect((await login(application, { email })).__typename).toBe("WrongLogin");
  });

  it("needs the password, and a login instead of a token", async () => {
    const { ask, userId } = await aFullAccount();
    const wrong = await ask(DELETE, { input: { password: "wrong" } });
    expect(wrong.data.deleteAccount.__typename).toBe("WrongLogin");
    expect((await ask(DELETE, { input: {} })).data.deleteAccount.__typename).toBe("WrongLogin");
    const made = await ask(
      `mutation { createApiToken(input: { name: "all", scopes: [READ, WRITE] }) { ... on CreateApiTokenPayload { token } } }`,
      {},
    );
    const { token } = made.data.createApiToken;
    const byToken = await application.ask(
      DELETE,
      { input: { password: PASSWORD } },
      { authorization: `Bearer ${token}` },
    );
    expect(byToken.errors[0]?.extensions.code).toBe("FORBIDDEN");
    expect(await application.db.prisma.user.count({ where: { id: userId } })).toBe(1);
  });

  it("a guest has no password and needs none", async () => {
    const { guest } = await aPersonWhoTracked(application, Date.now());
    const { data } = await guest.ask(DELETE, { input: {} });
    expect(data.deleteAccount.__typename).toBe("DeleteAccountPayload");
    expect((await wholeDatabase()).filter((row) => row.includes(guest.userId))).toEqual([]);
  });
});
