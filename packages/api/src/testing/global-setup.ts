import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { withConnection } from "../platform/database/client.ts";
import { readDatabaseUrl } from "../platform/database/database-url.ts";
import { joinServer } from "../platform/database/embedded/join-server.ts";
import { migrate } from "../platform/database/migrations/migrate.ts";
import { databaseOf } from "./database-name.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated template database, to which nobody may connect. Its name is the prefix of all its copies' names. */
    templateDatabaseUrl: string;
  }
}

const migrationsDirectory = resolve(
  fileURLToPath(new URL(".", import.meta.url)),
  "../../../../prisma/migrations",
);
// The output is for the tests; a failing start throws and says why.
const quiet = { info: () => {}, warn: (message: string) => console.warn(message) };

/**
 * Provides one server for the whole run: that of TEST_DATABASE_URL (whose user may create databases), or an embedded
 * one on a fresh temporary directory. Migrates a template there once. Vitest calls the returned function at the end; it
 * drops every database that the run created.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(process.env.TEST_DATABASE_URL);
  const template = `pacekeeper_test_${randomBytes(4).toString("hex")}`;
  try {
    await withConnection(server.url, (connection) => connection.query(`CREATE DATABASE "${template}"`));
    const templateUrl = databaseOf(server.url, template);
    await migrate(templateUrl, migrationsDirectory, quiet);
    project.provide("templateDatabaseUrl", templateUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await withConnection(server.url, async (connection) => {
      const { rows } = await connection.query<{ name: string }>(
        "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
        [template],
      );
      for (const { name } of rows) await connection.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    });
    await server.stop();
  };
}

async function startServer(given: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  if (given !== undefined) return { url: readDatabaseUrl(given).url, stop: async () => {} };
  const directory = await mkdtemp(join(tmpdir(), "pacekeeper-test-"));
  // The rows live only as long as the run, so nothing needs to survive a power failure.
  const server = await joinServer(directory, quiet, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
  });
  const stop = async () => {
    await server.leave();
    await rm(directory, { recursive: true, force: true });
  };
  return { url: server.urlOf("postgres"), stop };
}
