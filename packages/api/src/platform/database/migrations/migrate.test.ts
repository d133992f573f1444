import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { aDirectory, aHistory, clearAway } from "../../../testing/data-directories.ts";
import { databaseOf } from "../../../testing/database-name.ts";
import { installProgram, startProgram } from "../../../testing/program.ts";
import { withConnection } from "../client.ts";
import { migrate } from "./migrate.ts";

const log = { info: () => {}, warn: () => {} };
const create = "CREATE TABLE notes (id bigint PRIMARY KEY);";
const extend = "ALTER TABLE notes ADD COLUMN body text;\nCREATE INDEX notes_body ON notes (body);";

let url: string;
const directories: string[] = [];

beforeEach(async () => {
  // An empty database, not a copy of the template. It is dropped at the end of the run by its name's prefix.
  const template = inject("templateDatabaseUrl");
  const name = `${new URL(template).pathname.slice(1)}_empty_${randomBytes(4).toString("hex")}`;
  await withConnection(databaseOf(template, "postgres"), (it) => it.query(`CREATE DATABASE "${name}"`));
  url = databaseOf(template, name);
});
afterEach(async () => {
  await Promise.all(directories.splice(0).map(clearAway));
});

async function history(migrations: Record<string, string>): Promise<string> {
  const directory = await aHistory(migrations);
  directories.push(directory);
  return directory;
}

async function rowsOf<T extends object>(sql: string): Promise<T[]> {
  return withConnection(url, async (connection) => (await connection.query<T>(sql)).rows);
}

describe("migrations", () => {
  it("are applied once each, in name order, and recorded as Prisma does", async () => {
    const directory = await history({ "2_extend": extend, "1_create": create });
    expect(await migrate(url, directory, log)).toEqual(["1_create", "2_extend"]);
    expect(await migrate(url, directory, log)).toEqual([]);
    expect(
      await rowsOf(`SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at,
                           finished_at IS NOT NULL AS finished
                    FROM _prisma_migrations ORDER BY migration_name`),
    ).toEqual(
      Object.entries({ "1_create": create, "2_extend": extend }).map(([migration_name, sql]) => ({
        migration_name,
        checksum: createHash("sha256").update(sql).digest("hex"),
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
        finished: true,
      })),
    );
  });

  it("continue where an older release stopped", async () => {
    await migrate(url, await history({ "1_create": create }), log);
    expect(await migrate(url, await history({ "1_create": create, "2_extend": extend }), log)).toEqual([
      "2_extend",
    ]);
  });

  it("abort the start when one was edited after it was applied", async () => {
    await migrate(url, await history({ "1_create": create }), log);
    await expect(
      migrate(url, await history({ "1_create": `${create} -- later` }), log),
    ).rejects.toMatchObject({
      name: "StartupError",
      message: expect.stringMatching(/1_create was edited after it was applied/),
    });
  });

  it("accept a checkout with other line endings", async () => {
    await migrate(url, await history({ "1_create": create, "2_extend": extend }), log);
    const windows = await history({ "1_create": create, "2_extend": extend.replaceAll("\n", "\r\n") });
    expect(await migrate(url, windows, log)).toEqual([]);
  });

  it("abort the start when the database is newer than the release", async () => {
    await migrate(url, await history({ "1_create": create, "2_extend": extend }), log);
    await expect(migrate(url, await history({ "1_create": create }), log)).rejects.toMatchObject({
      name: "StartupError",
      message: expect.stringMatching(/newer than this release .* 2_extend/),
    });
  });

  it("abort the start when Prisma started one and did not finish it", async () => {
    const directory = await history({ "1_create": create });
    await migrate(url, directory, log);
    await rowsOf(`INSERT INTO _prisma_migrations (id, checksum, migration_name, logs)
                  VALUES ('x', 'y', '2_extend', E'ERROR: disk full\nmore')`);
    await expect(migrate(url, directory, log)).rejects.toMatchObject({
      name: "StartupError",
      message: expect.stringMatching(/2_extend was started .* did not finish \(ERROR: disk full\)/),
    });
  });

  it("leave the database unchanged when one fails, and retry it at the next start", async () => {
    const broken = await history({ "1_create": create, "2_extend": `${extend} SELECT 1 / 0;` });
    await expect(migrate(url, broken, log)).rejects.toMatchObject({
      name: "StartupError",
      message: expect.stringMatching(/2_extend could not be applied: division by zero/),
    });
    expect(
      await rowsOf("SELECT attname FROM pg_attribute WHERE attrelid = 'notes'::regclass AND attnum > 0"),
    ).toEqual([{ attname: "id" }]);
    expect(
      await rowsOf("SELECT migration_name, logs FROM _prisma_migrations WHERE rolled_back_at IS NOT NULL"),
    ).toEqual([{ migration_name: "2_extend", logs: "division by zero" }]);
    const mended = await history({ "1_create": create, "2_extend": extend });
    expect(await migrate(url, mended, log)).toEqual(["2_extend"]);
  });

  it("never touch a database that holds other software's tables", async () => {
    await rowsOf("CREATE TABLE invoices (id int)");
    await expect(migrate(url, await history({ "1_create": create }), log)).rejects.toMatchObject({
      name: "StartupError",
      message: expect.stringMatching(/not Pacekeeper's \(invoices\)/),
    });
    expect(await rowsOf("SELECT to_regclass('_prisma_migrations') AS record")).toEqual([{ record: null }]);
  });

  it("wait for Prisma's own lock", async () => {
    const directory = await history({ "1_create": create });
    await withConnection(url, async (other) => {
      await other.query("SELECT pg_advisory_lock(72707369)");
      let done = false;
      const migrated = migrate(url, directory, log).finally(() => {
        done = true;
      });
      // By now the runner has tried to take the lock at least once: its connection has been seen.
      for (let seen = false; !seen; ) {
        const { rows } = await other.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid() AND state = 'idle'",
        );
        seen = rows.length > 0;
      }
      expect(done).toBe(false);
      await other.query("SELECT pg_advisory_unlock(72707369)");
      expect(await migrated).toEqual(["1_create"]);
    });
  });
});

describe("four processes on an empty database", () => {
  let installation: string;
  beforeAll(async () => {
    installation = await aDirectory();
  });
  afterAll(() => clearAway(installation));

  it("apply each migration once between them", async () => {
    const program = await installProgram(installation);
    const migrationsDirectory = await history({
      "1_rows": "CREATE TABLE acknowledged (id bigint PRIMARY KEY)",
      "2_create": create,
      "3_extend": extend,
    });
    const options = { databaseUrl: url, dataDirectory: installation, migrationsDirectory };
    const racers = [1, 2, 3, 4].map(() => startProgram(program, options));
    await Promise.all(
      racers.map(async (racer, index) => {
        await racer.line("open external");
        racer.say(`insert ${index}`);
        await racer.line("inserted");
        racer.say("close");
        expect(await racer.exited, racer.complaints()).toBe(0);
      }),
    );
    const applied = racers.flatMap((racer) => racer.lines.filter((line) => line.startsWith("info Applying")));
    expect(applied).toHaveLength(3);
    expect(await rowsOf("SELECT count(*)::int AS n FROM _prisma_migrations")).toEqual([{ n: 3 }]);
    expect(await rowsOf("SELECT count(*)::int AS n FROM acknowledged")).toEqual([{ n: 4 }]);
  });
});
