import type { Pool } from "pg";

/**
 * Removes for good what was deleted more than 30 days ago. Of a log that a session or timer gave, the row stays: it
 * says that the person does not want it.
 *
 * @returns how many logs went
 */
export async function purgeDeletedLogs(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    "DELETE FROM habit_logs WHERE deleted_at <= now() - interval '30 days' AND source_id IS NULL",
  );
  return rowCount ?? 0;
}
