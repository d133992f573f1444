import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../packages/api/src/platform/database/open.ts";

/** Where a bench's database lies: told to every process of the bench, of which the first starts the server. */
export interface DatabasePlace {
  readonly dataDirectory: string;
  readonly projectDirectory: string;
}

const quiet = { info: () => {}, warn: (message: string) => console.error(message) };

/** Opens the bench's database with the product's own settings, creating it the first time. */
export function openBenchDatabase({ dataDirectory, projectDirectory }: DatabasePlace): Promise<Database> {
  return openDatabase({
    dataDirectory,
    migrationsDirectory: join(projectDirectory, "prisma", "migrations"),
    log: quiet,
  });
}

/** Gives `work` an embedded database of its own, and removes it afterwards. */
export async function withFreshDatabase(
  work: (db: Database, place: DatabasePlace) => Promise<void>,
): Promise<void> {
  // Not made here: the product makes it with the owner that its database needs.
  const dataDirectory = join(tmpdir(), `pacekeeper-bench-${randomUUID()}`);
  // Benches are run from the clone's root, where package.json is.
  const place = { dataDirectory, projectDirectory: process.cwd() };
  const db = await openBenchDatabase(place);
  try {
    await work(db, place);
  } finally {
    await db.close();
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}
