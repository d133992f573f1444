import type { Pool } from "pg";

/** Removes for good what was deleted more than 30 days ago, with its runs. @returns how many tasks went */
export async function purgeDeletedTasks(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query("DELETE FROM tasks WHERE deleted_at <= now() - interval '30 days'");
  return rowCount ?? 0;
}
