import type pg from "pg";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { createClient, withConnection } from "./client.ts";
import { failureCode } from "./connection-failure.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { type EmbeddedServer, joinServer } from "./embedded/join-server.ts";
import { migrate } from "./migrations/migrate.ts";
import { checkServer } from "./server-check.ts";
import type { StartupLog } from "./startup-error.ts";

/** An open database, migrated to this release's schema. */
export type Database = {
  /** Connects to it with any PostgreSQL client; of an external server it holds the password. */
  url: string;
  /** For the few hot statements written by hand. */
  pool: pg.Pool;
  /** For everything else; it takes its connections from the same pool. */
  prisma: PrismaClient;
  /** Whether Pacekeeper runs the server itself. */
  kind: "embedded" | "external";
  /** Waits for statements in progress, then disconnects, and stops an embedded server nobody else uses. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** A PostgreSQL server of the operator's own; left out, one runs embedded on the data directory. */
  databaseUrl?: string | undefined;
  dataDirectory: string;
  /** Prisma's `migrations` directory of this release. */
  migrationsDirectory: string;
  log: StartupLog;
  /** The most connections this process opens, 10 unless said. */
  poolSize?: number | undefined;
};

const embeddedDatabase = "pacekeeper";

/**
 * Opens the database, creating, starting and migrating it as needed. Several processes may open the same one
 * at once. Throws a StartupError, fit to be printed as it is, for all that an operator can put right.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { databaseUrl, dataDirectory, migrationsDirectory, log, poolSize } = options;
  if (databaseUrl !== undefined) {
    const { url, description } = readDatabaseUrl(databaseUrl);
    await checkServer(url, description);
    await migrate(url, migrationsDirectory, log);
    const { pool, prisma, disconnect } = createClient(url, log, poolSize);
    return { url, pool, prisma, kind: "external", close: once(disconnect) };
  }

  const server = await joinServer(dataDirectory, log);
  try {
    const url = await createEmbeddedDatabase(server);
    await migrate(url, migrationsDirectory, log);
    const { pool, prisma, disconnect } = createClient(url, log, poolSize);
    const close = once(() => disconnect().finally(() => server.leave()));
    return { url, pool, prisma, kind: "embedded", close };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/** Creates the embedded server's one database unless it is there, and gives its URL. */
async function createEmbeddedDatabase(server: EmbeddedServer): Promise<string> {
  const url = server.urlOf(embeddedDatabase);
  const missing = await withConnection(url, async () => false).catch((error) => {
    if (failureCode(error) === "3D000") return true;
    throw error;
  });
  if (missing) {
    await withConnection(server.urlOf("postgres"), (connection) =>
      connection.query(`CREATE DATABASE "${embeddedDatabase}"`),
    ).catch((error) => {
      // Another first start created it at the same moment; PostgreSQL has two codes for that.
      if (!["42P04", "23505"].includes(failureCode(error))) throw error;
    });
  }
  return url;
}

/** Both a signal and an orderly end may close; the second call waits for the first. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}
