import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createClient, withConnection } from "../platform/database/client.ts";
import type { Database } from "../platform/database/open.ts";
import { databaseOf } from "./database-name.ts";

/** A test file's own database, migrated and empty. `close` drops it. */
export type TestDatabase = Omit<Database, "reads" | "jobs">;

const quiet = { info: () => {}, warn: () => {} };

/**
 * Creates a fresh database from the run's migrated template. Close it in `afterAll`; databases left open are dropped at
 * the end of the run.
 */
export async function aTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const templateUrl = inject("templateDatabaseUrl");
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  const serverUrl = databaseOf(templateUrl, "postgres");
  await withConnection(serverUrl, (connection) =>
    connection.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`),
  );
  const url = databaseOf(templateUrl, name);
  const { pool, prisma, disconnect } = createClient(url, quiet, {
    connections: options.poolSize ?? 5,
    // A machine that runs tests may be slow.
    statementSeconds: 60,
    lockSeconds: 60,
  });
  return {
    url,
    pool,
    prisma,
    kind: process.env.TEST_DATABASE_URL === undefined ? "embedded" : "external",
    async close() {
      await disconnect();
      await withConnection(serverUrl, (connection) =>
        connection.query(`DROP DATABASE "${name}" WITH (FORCE)`),
      );
    },
  };
}
