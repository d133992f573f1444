import type { Pool } from "pg";

/** Entries older than a week are past every reader. @returns how many went */
export async function purgeOutbox(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query("DELETE FROM outbox WHERE created_at < now() - interval '7 days'");
  return rowCount ?? 0;
}
