import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "../startup-error.ts";

/** One step of the schema's history: a directory `<time>_<what it does>` that holds `migration.sql`. */
export type Migration = { name: string; sql: string };

/** Reads a directory of migrations in name order. Throws a StartupError when it cannot. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return await Promise.all(
      names.sort().map(async (name) => ({
        name,
        sql: await readFile(join(directory, name, "migration.sql"), "utf8"),
      })),
    );
  } catch (error) {
    throw new StartupError(
      `The database's migrations cannot be read from ${directory}: ${error instanceof Error ? error.message : error}. The installation is incomplete; install it again.`,
    );
  }
}

/** Prisma's checksum of a migration: the SHA-256 of its file, in hexadecimal. */
export function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

/** True when the file is the one that was applied. Only line endings may differ, since a checkout can change them. */
export function isUnchanged(migration: Migration, checksum: string): boolean {
  const lf = migration.sql.replaceAll("\r\n", "\n");
  return [migration.sql, lf, lf.replaceAll("\n", "\r\n")].some((text) => checksumOf(text) === checksum);
}
