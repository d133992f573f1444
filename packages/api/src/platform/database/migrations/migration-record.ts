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

/** Creates the table in which Prisma keeps a database's history, with Prisma's own columns. */
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
 * Reads which migrations have run on a database, and creates the record in an empty one.
 *
 * @throws StartupError for a database that has tables but no record: it belongs to something else
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
 * Compares a database's record with the release's migrations and returns the pending ones.
 *
 * @throws StartupError when a migration has failed, was edited after it was applied, or is unknown to this release
 */
export function pendingMigrations(record: AppliedMigration[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished, logs } of record) {
    if (!finished) {
      const reason = logs?.trim().split("\n")[0];
      throw new StartupError(
        `The migration ${name} was started on this database and did not finish${reason ? ` (${reason})` : ""}. Restore the backup from before it; or repair the database by hand, mark the migration with "prisma migrate resolve", and start again.`,
      );
    }
    const migration = known.get(name);
    if (migration === undefined) {
      throw new StartupError(
        `The database is newer than this release of Pacekeeper: the migration ${name} was applied to it, which this release does not know. Nothing was changed. Start the newer release again, or restore the backup from before the upgrade.`,
      );
    }
    if (!isUnchanged(migration, checksum)) {
      throw new StartupError(
        `The migration ${name} was edited after it was applied to this database, so the database's schema is unknown. Nothing was changed. Restore the original file; put changes into a new migration.`,
      );
    }
  }
  const applied = new Set(record.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

/** Records an applied migration, in the transaction that applies it. */
export async function recordApplied(connection: pg.Client, migration: Migration): Promise<void> {
  await connection.query(
    `INSERT INTO "_prisma_migrations"
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksumOf(migration.sql), migration.name],
  );
}

/** Records a migration whose transaction was rolled back; Prisma and the next start will retry it. */
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
