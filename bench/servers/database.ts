import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "../../packages/api/src/platform/database/client.ts";
import { type Database, openDatabase } from "../../packages/api/src/platform/database/open.ts";

/** The location of a bench's database. Every process of the bench gets it; the first one starts PostgreSQL. */
export interface DatabasePlace {
  readonly dataDirectory: string;
  readonly projectDirectory: string;
}

const quiet = { info: () => {}, warn: (message: string) => console.error(message) };

/** Opens the bench's database with the product's settings; the first call creates it. */
export function openBenchDatabase({ dataDirectory, projectDirectory }: DatabasePlace): Promise<Database> {
  return openDatabase({
    dataDirectory,
    migrationsDirectory: join(projectDirectory, "prisma", "migrations"),
    log: quiet,
  });
}

/** Runs `work` with its own embedded database, and deletes the database afterwards. */
export async function withFreshDatabase(
  work: (db: Database, place: DatabasePlace) => Promise<void>,
): Promise<void> {
  // Not created here: the product creates it with the owner that its database needs.
  const dataDirectory = join(tmpdir(), `pacekeeper-bench-${randomUUID()}`);
  // Benches run in the clone's root, where package.json is.
  const place = { dataDirectory, projectDirectory: process.cwd() };
  const db = await openBenchDatabase(place);
  // Filling it takes longer than any request may.
  const { disconnect, pool, prisma } = createClient(db.url, quiet, {
    connections: 3,
    statementSeconds: 3600,
    lockSeconds: 3600,
  });
  try {
    await work({ ...db, pool, prisma }, place);
  } finally {
    await disconnect();
    await db.close();
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}
