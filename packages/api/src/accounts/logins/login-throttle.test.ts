import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { TooManyTries } from "../errors.ts";
import { forgetTriesAt, giveBackLoginTry, loginSucceeded, takeLoginTry } from "./login-throttle.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

/** Everything that counts tries, at the same moment and again and again: a deadlock would reject. */
it("fifty right logins at once, tries given back and accounts deleted never wait for each other in a circle", async () => {
  const at = Date.now();
  const login = async (index: number) => {
    const email = `ilse-${index % 5}@example.org`;
    const attempt = { email, address: `203.0.113.${index % 2}`, deviceId: null, factor: 1000 };
    await takeLoginTry(db.pool, attempt, at).catch((error: unknown) => {
      if (!(error instanceof TooManyTries)) throw error;
    });
    if (index % 3 === 0) await giveBackLoginTry(db.pool, attempt);
    else if (index % 7 === 0) await forgetTriesAt(db.pool, email);
    else await loginSucceeded(db.pool, attempt);
  };
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => login(index)));
  }
  expect(await db.prisma.loginThrottle.count({ where: { failures: { lt: 0 } } })).toBe(0);
});
