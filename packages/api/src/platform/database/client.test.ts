import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createClient, FOR_JOBS, FOR_READS, FOR_REQUESTS, withConnection } from "./client.ts";
import { isUnavailable } from "./unavailable.ts";

const quiet = { info: () => {}, warn: () => {} };

describe("instants through Prisma's adapter", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await aTestDatabase();
    await database.pool.query("CREATE TABLE moments (name text PRIMARY KEY, at timestamptz(3))");
    // The server's zone is not UTC: without the session's own setting, every instant below would be nine hours off.
    const { pathname } = new URL(database.url);
    await database.pool.query(`ALTER DATABASE "${pathname.slice(1)}" SET timezone = 'Asia/Tokyo'`);
  });
  afterAll(() => database.close());

  const instants = [
    "1970-01-01T00:00:00.000Z",
    "2026-03-29T00:59:59.999Z",
    "2026-03-29T01:00:00.001Z",
    "2026-12-31T23:59:59.999Z",
  ];

  it.each(instants)("keeps %s to the millisecond", async (text) => {
    const { prisma, disconnect } = createClient(database.url, quiet, { connections: 1 });
    try {
      const at = new Date(text);
      await prisma.$executeRaw`INSERT INTO moments VALUES (${text}, ${at})`;
      const read = await prisma.$queryRaw<{ at: Date }[]>`SELECT at FROM moments WHERE name = ${text}`;
      expect(read[0]?.at.toISOString()).toBe(text);
      // And the server reads it as the same instant.
      const { rows } = await database.pool.query(
        "SELECT extract(epoch FROM at) * 1000 = $2::numeric AS same FROM moments WHERE name = $1",
        [text, at.getTime()],
      );
      expect(rows).toEqual([{ same: true }]);
    } finally {
      await disconnect();
    }
  });

  it("would be wrong without the session's time zone, so the setting is what makes them right", async () => {
    const bare = new URL(database.url);
    bare.searchParams.delete("options");
    const { prisma, disconnect } = createClient(bare.href, quiet, { connections: 1 });
    try {
      const at = new Date("2026-07-01T12:00:00.000Z");
      await prisma.$executeRaw`INSERT INTO moments VALUES ('bare', ${at})`;
      const { rows } = await database.pool.query<{ at: Date }>("SELECT at FROM moments WHERE name = 'bare'");
      expect(rows[0]?.at.toISOString()).toBe("2026-07-01T03:00:00.000Z");
    } finally {
      await disconnect();
    }
  });
});

describe("a pool's patience", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await aTestDatabase();
  });
  afterAll(() => database.close());

  it.each([
    ["requests", FOR_REQUESTS, "5s", "4s"],
    ["reads", FOR_READS, "5s", "4s"],
    ["jobs", FOR_JOBS, "1min", "30s"],
  ])("limits every statement of %s, and keeps the time zone", async (_whose, settings, statement, lock) => {
    const { pool, disconnect } = createClient(database.url, quiet, settings);
    const show = async (name: string) => Object.values((await pool.query(`SHOW ${name}`)).rows[0])[0];
    expect([await show("statement_timeout"), await show("lock_timeout"), await show("timezone")]).toEqual([
      statement,
      lock,
      "UTC",
    ]);
    await disconnect();
  });

  it("ends a statement that takes too long, through the pool and through Prisma, as unavailable", async () => {
    const { pool, prisma, disconnect } = createClient(database.url, quiet, { statementSeconds: 0.2 });
    const failed = await Promise.all([
      pool.query("SELECT pg_sleep(60)").catch((error) => error),
      prisma.$queryRaw`SELECT 1 FROM pg_sleep(60)`.catch((error) => error),
    ]);
    expect(failed.map(isUnavailable)).toEqual([true, true]);
    expect(isUnavailable(await pool.query("SELECT 1 / 0").catch((error) => error))).toBe(false);
    await disconnect();
  });

  it("ends the wait for a connection, and for a lock, as unavailable", async () => {
    const waits = { connections: 1, connectSeconds: 0.1, lockSeconds: 0.1 };
    const [one, other] = [createClient(database.url, quiet, waits), createClient(database.url, quiet, waits)];
    const client = await one.pool.connect();
    await client.query("BEGIN");
    await client.query("LOCK TABLE users");
    const failed = await Promise.all([
      one.pool.query("SELECT 1").catch((error) => error),
      other.prisma.user.count().catch((error) => error),
    ]);
    expect(failed.map(isUnavailable)).toEqual([true, true]);
    client.release(true);
    await Promise.all([one.disconnect(), other.disconnect()]);
  });

  it("says of a server that is not there that it is unavailable", async () => {
    const nowhere = createClient("postgresql://nobody@127.0.0.1:9/none", quiet);
    expect(isUnavailable(await nowhere.pool.query("SELECT 1").catch((error) => error))).toBe(true);
    expect(isUnavailable(await nowhere.prisma.user.count().catch((error) => error))).toBe(true);
    await nowhere.disconnect();
  });
});

describe("a test's database", () => {
  it("is separate from every other and gone when it is closed", async () => {
    const [one, other] = await Promise.all([aTestDatabase(), aTestDatabase()]);
    await one.pool.query("CREATE TABLE mine (id int)");
    const { rows } = await other.pool.query("SELECT to_regclass('mine') AS found");
    expect(rows).toEqual([{ found: null }]);
    await Promise.all([one.close(), other.close()]);
    await expect(withConnection(one.url, async () => {})).rejects.toMatchObject({ code: "3D000" });
  });

  it("has the schema of the migrations", async () => {
    const database = await aTestDatabase();
    expect(await database.prisma.user.count()).toBe(0);
    await database.close();
  });
});
