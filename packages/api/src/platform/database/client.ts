import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../../generated/prisma/client.ts";
import type { StartupLog } from "./startup-error.ts";

/** One pool of connections, and Prisma on top of it. */
export type Client = { pool: pg.Pool; prisma: PrismaClient; disconnect(): Promise<void> };

/** The default number of connections of one process. */
const defaultPoolSize = 10;

/**
 * Creates a pool for the given URL and a Prisma client on the same pool, so `poolSize` limits all connections of this
 * process. The URL must set the session's time zone to UTC: the adapter writes instants without their offset.
 */
export function createClient(url: string, log: StartupLog, poolSize = defaultPoolSize): Client {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 30_000 });
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
