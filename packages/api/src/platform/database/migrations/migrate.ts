import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { withConnection } from "../client.ts";
import { failureCode } from "../connection-failure.ts";
import { StartupError, type StartupLog } from "../startup-error.ts";
import { pendingMigrations, readRecord, recordApplied, recordRolledBack } from "./migration-record.ts";
import { type Migration, readMigrations } from "./read-migrations.ts";

/** The advisory lock of Prisma's own migrate commands, so that they and this runner exclude each other. */
const prismaLock = 72_707_369;

/** Milliseconds to wait for another process that is migrating the same database. */
const patience = 120_000;

/**
 * Brings a database up to this release's schema. Applies each pending migration in its own transaction, together with
 * its record, and keeps Prisma's record, so `prisma migrate deploy` agrees. Processes that start at once take turns. A
 * failed migration leaves nothing behind except its record.
 *
 * @returns the names of the applied migrations
 * @throws StartupError when the database's history is not this release's, or when a migration fails
 */
export async function migrate(url: string, directory: string, log: StartupLog): Promise<string[]> {
  const migrations = await readMigrations(directory);
  return withConnection(url, async (connection) => {
    // The server releases the lock with the connection, however this process ends.
    await takeLock(connection, log);
    try {
      const pending = pendingMigrations(await readRecord(connection), migrations);
      for (const migration of pending) {
        log.info(`Applying the migration ${migration.name}…`);
        await apply(connection, migration);
      }
      return pending.map(({ name }) => name);
    } catch (error) {
      if (failureCode(error) === "42501" && error instanceof Error) {
        throw new StartupError(
          `The database's user may not create tables (${error.message}). Make it the owner of the database: ALTER DATABASE … OWNER TO ….`,
        );
      }
      throw error;
    }
  });
}

/** Polls instead of waiting in the server: a waiting session would block `CREATE INDEX CONCURRENTLY`. */
async function takeLock(connection: pg.Client, log: StartupLog): Promise<void> {
  const deadline = Date.now() + patience;
  for (let attempt = 0; ; attempt++) {
    const { rows } = await connection.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      prismaLock,
    ]);
    if (rows[0]?.taken === true) return;
    if (Date.now() > deadline) {
      throw new StartupError(
        "Another process has been migrating the database for two minutes. Wait until it has finished, or end it, and start again.",
      );
    }
    if (attempt === 20) log.info("Waiting for another process that is migrating the database…");
    await delay(50);
  }
}

async function apply(connection: pg.Client, migration: Migration): Promise<void> {
  try {
    await connection.query("BEGIN");
    await connection.query(migration.sql);
    await recordApplied(connection, migration);
    await connection.query("COMMIT");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A broken connection has rolled back by itself and cannot record anything.
    await connection
      .query("ROLLBACK")
      .then(() => recordRolledBack(connection, migration, reason))
      .catch(() => {});
    if (failureCode(error) === "42501") throw error;
    throw new StartupError(
      `The migration ${migration.name} could not be applied: ${reason}. It was rolled back completely, so the database is as it was before. Fix the cause and start again; the migration will be retried.`,
    );
  }
}
