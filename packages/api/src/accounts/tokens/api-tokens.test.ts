import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

it("one person has at most 100 tokens that are not revoked, however many are made at once", async () => {
  const guest = await application.aGuest();
  const { pool } = application.db;
  await pool.query(
    `INSERT INTO api_tokens (id, user_id, name, scopes, secret_hash)
      SELECT gen_random_uuid(), $1::uuid, n::text, '{READ}', $1::text || n FROM generate_series(1, 99) n`,
    [guest.userId],
  );
  const create = async () => {
    const { data } = await guest.ask(
      `mutation { createApiToken(input: { name: "one more", scopes: [READ] }) { __typename } }`,
    );
    return data.createApiToken.__typename;
  };
  const made = await Promise.all([create(), create(), create()]);
  expect(made.sort()).toEqual(["CreateApiTokenPayload", "TooManyTokens", "TooManyTokens"]);
  await pool.query("UPDATE api_tokens SET revoked_at = now() WHERE user_id = $1 AND name = '1'", [
    guest.userId,
  ]);
  expect(await create()).toBe("CreateApiTokenPayload");
});
