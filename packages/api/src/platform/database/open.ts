import type pg from "pg";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { type Client, createClient, FOR_JOBS, FOR_READS, withConnection } from "./client.ts";
import { failureCode } from "./connection-failure.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { type EmbeddedServer, joinServer } from "./embedded/join-server.ts";
import { migrate } from "./migrations/migrate.ts";
import { checkServer } from "./server-check.ts";
import type { StartupLog } from "./startup-error.ts";

/** A pool, and Prisma on it. */
type Handle = Pick<Client, "pool" | "prisma">;

/** An open database, migrated to this release's schema. */
export type Database = {
  /** The database's URL for any PostgreSQL client; for an external server it includes the password. */
  url: string;
  /** For the few hot statements in hand-written SQL. */
  pool: pg.Pool;
  /** For everything else; uses connections of the same pool. */
  prisma: PrismaClient;
  /** For large reads, with connections of their own. */
  reads: Handle;
  /** For jobs, whose statements may take longer, with connections of their own. */
  jobs: Handle;
  /** Whether Pacekeeper runs the server itself. */
  kind: "embedded" | "external";
  /** Waits for running statements, disconnects, and stops an embedded server that nobody else uses. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** The operator's own PostgreSQL server; omitted: an embedded server runs on the data directory. */
  databaseUrl?: string | undefined;
  dataDirectory: string;
  /** Prisma's `migrations` directory of this release. */
  migrationsDirectory: string;
  log: StartupLog;
  /** The maximum number of connections for requests; 10 by default. */
  poolSize?: number | undefined;
};

const embeddedDatabase = "pacekeeper";

/**
 * Opens the database, creating, starting and migrating it as needed. Several processes may open the same one at once.
 *
 * @throws StartupError, printable as it is, for every problem that an operator can fix
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { databaseUrl, dataDirectory, migrationsDirectory, log, poolSize } = options;
  if (databaseUrl !== undefined) {
    const { url, description } = readDatabaseUrl(databaseUrl);
    await checkServer(url, description);
    await migrate(url, migrationsDirectory, log);
    const { disconnect, ...handles } = createHandles(url, log, poolSize);
    return { url, ...handles, kind: "external", close: once(disconnect) };
  }

  const server = await joinServer(dataDirectory, log);
  try {
    const url = await createEmbeddedDatabase(server);
    await migrate(url, migrationsDirectory, log);
    const { disconnect, ...handles } = createHandles(url, log, poolSize);
    const close = once(() => disconnect().finally(() => server.leave()));
    return { url, ...handles, kind: "embedded", close };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

function createHandles(url: string, log: StartupLog, poolSize: number | undefined) {
  const requests = createClient(url, log, poolSize === undefined ? {} : { connections: poolSize });
  const reads = createClient(url, log, FOR_READS);
  const jobs = createClient(url, log, FOR_JOBS);
  const { pool, prisma } = requests;
  return {
    ...{ pool, prisma, reads, jobs },
    disconnect: async () => {
      await Promise.all([requests, reads, jobs].map((client) => client.disconnect()));
    },
  };
}

/** Creates the embedded server's only database unless it exists, and returns its URL. */
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
      // Another first start created it at the same moment; PostgreSQL has two error codes for that.
      if (!["42P04", "23505"].includes(failureCode(error))) throw error;
    });
  }
  return url;
}

/** Both a signal and a regular shutdown may close; the second call waits for the first. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}
