import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../../generated/prisma/client.ts";
import { withSessionSettings } from "./database-url.ts";
import type { StartupLog } from "./startup-error.ts";

/** One pool of connections, and Prisma on top of it. */
export type Client = { pool: pg.Pool; prisma: PrismaClient; disconnect(): Promise<void> };

/** How many connections a pool has, and how long those who use it wait. */
export interface PoolSettings {
  readonly connections: number;
  /** For a free connection, or a new one. */
  readonly connectSeconds: number;
  /** How long a statement may take, and wait for a lock; PostgreSQL ends it. */
  readonly statementSeconds: number;
  readonly lockSeconds: number;
}

/** What answers people: they wait for it. */
export const FOR_REQUESTS: PoolSettings = {
  connections: 10,
  connectSeconds: 10,
  statementSeconds: 5,
  lockSeconds: 4,
};
/** Large reads have connections of their own, so that nobody's press waits behind them. */
export const FOR_READS: PoolSettings = { ...FOR_REQUESTS, connections: 4 };
/** Nobody waits for jobs. */
export const FOR_JOBS: PoolSettings = {
  connections: 3,
  connectSeconds: 30,
  statementSeconds: 60,
  lockSeconds: 30,
};

/** How much longer a statement is awaited than PostgreSQL lets it run, when PostgreSQL itself stands still. */
const GRACE_SECONDS = 2;

/**
 * Creates a pool for the given URL and a Prisma client on the same pool. The URL must set the session's time zone to
 * UTC: the adapter writes instants without their offset.
 */
export function createClient(url: string, log: StartupLog, settings: Partial<PoolSettings> = {}): Client {
  const { connections, connectSeconds, lockSeconds, statementSeconds } = { ...FOR_REQUESTS, ...settings };
  const pool = new pg.Pool({
    connectionString: withSessionSettings(url, {
      statement_timeout: statementSeconds * 1000,
      lock_timeout: lockSeconds * 1000,
    }),
    max: connections,
    connectionTimeoutMillis: connectSeconds * 1000,
    query_timeout: (statementSeconds + GRACE_SECONDS) * 1000,
  });
  // The pool replaces an idle connection that the server closed; without this listener the error would end the process.
  pool.on("error", (error) => log.warn(`A database connection was lost: ${error.message}`));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    async disconnect() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Opens one connection for the duration of `work`. Rejects with the driver's error when it cannot connect. */
export async function withConnection<T>(
  url: string,
  work: (connection: pg.Client) => Promise<T>,
): Promise<T> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle would end the process; the next query on it fails anyway.
  connection.on("error", () => {});
  try {
    await connection.connect();
  } catch (error) {
    // A refused login leaves the socket open, which would keep the process alive; nothing waits for its end.
    connection.end().catch(() => {});
    throw error;
  }
  try {
    return await work(connection);
  } finally {
    await connection.end().catch(() => {});
  }
}
