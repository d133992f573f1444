import { randomUUID } from "node:crypto";
import type pg from "pg";
import { StartupError } from "../startup-error.ts";
import { checksumOf, isUnchanged, type Migration } from "./read-migrations.ts";

type AppliedMigration = {
  name: string;
  checksum: string;
  finished: boolean;
  logs: string | null;
};

/** Makes the table in which Prisma keeps a database's history, with Prisma's own columns. */
const createTable = `
  CREATE TABLE "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Reads which migrations a database has had, and makes the record in an empty one. Throws a StartupError for
 * a database that has tables but no record: it belongs to something else.
 */
export async function readRecord(connection: pg.Client): Promise<AppliedMigration[]> {
  const { rows: found } = await connection.query<{ record: boolean; strangers: string[] }>(`
    SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS record,
           ARRAY(SELECT c.relname::text FROM pg_class c
                 WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
                 ORDER BY c.relname LIMIT 3) AS strangers`);
  const state = found[0];
  if (state?.record !== true) {
    if (state !== undefined && state.strangers.length > 0) {
      throw new StartupError(
        `The database already holds tables that are not Pacekeeper's (${state.strangers.join(", ")}). Nothing was changed. Give Pacekeeper an empty database of its own in DATABASE_URL.`,
      );
    }
    await connection.query(createTable);
    return [];
  }
  const { rows } = await connection.query<AppliedMigration>(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs
    FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`);
  return rows;
}

/**
 * Compares a database's record with the release's migrations and gives those that are still to apply. Throws
 * a StartupError when one has failed, was edited after it was applied, or is unknown to this release.
 */
export function pendingMigrations(record: AppliedMigration[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished, logs } of record) {
    if (!finished) {
      const reason = logs?.trim().split("\n")[0];
      throw new StartupError(
        `The migration ${name} was begun on this database and did not finish${reason ? ` (${reason})` : ""}. Restore the backup from before it; or, having repaired the database by hand, mark the migration with "prisma migrate resolve", and start again.`,
      );
    }
    const migration = known.get(name);
    if (migration === undefined) {
      throw new StartupError(
        `The database is newer than this release of Pacekeeper: it has had the migration ${name}, which this release does not know. Nothing was changed. Start the newer release again, or restore the backup from before the upgrade.`,
      );
    }
    if (!isUnchanged(migration, checksum)) {
      throw new StartupError(
        `The migration ${name} was edited after it had been applied to this database, so nobody can say what the database looks like. Nothing was changed. Put the original file back; changes belong into a new migration.`,
      );
    }
  }
  const applied = new Set(record.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

/** Notes an applied migration, in the transaction that applies it. */
export async function recordApplied(connection: pg.Client, migration: Migration): Promise<void> {
  await connection.query(
    `INSERT INTO "_prisma_migrations"
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksumOf(migration.sql), migration.name],
  );
}

/** Notes a migration whose transaction was rolled back; Prisma and the next start will try it again. */
export async function recordRolledBack(
  connection: pg.Client,
  migration: Migration,
  reason: string,
): Promise<void> {
  await connection.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, rolled_back_at)
     VALUES ($1, $2, $3, $4, now())`,
    [randomUUID(), checksumOf(migration.sql), migration.name, reason],
  );
}
