import type { Job } from "../../platform/job.ts";
import { ROW_BYTES } from "../../platform/storage-quota.ts";

/** How many people are measured each night, those who have stored the most by their counters. */
const MEASURED = 100;
const LOGGED = 10;

/**
 * Measures by night what the largest users have stored, since their counters only grow, and names the very largest in
 * the log for the operator.
 */
export const MEASURE_LARGEST: Job = {
  name: "measure the largest users",
  pattern: "0 37 3 * * *",
  async run({ db, log, stopping }) {
    const tables = await db.pool.query<{ name: string }>(`
      SELECT c.table_name AS name FROM information_schema.columns c
      WHERE c.table_schema = current_schema() AND c.column_name = 'user_id' ORDER BY c.table_name`);
    const sizes = tables.rows.map(
      ({ name }) =>
        `SELECT sum(pg_column_size(t.*) + ${ROW_BYTES} / 2) AS bytes FROM "${name}" t WHERE user_id = $1`,
    );
    const largest = await db.prisma.user.findMany({
      select: { id: true },
      where: { storedBytes: { gt: 0 } },
      orderBy: { storedBytes: "desc" },
      take: MEASURED,
    });
    const measured = [];
    for (const { id } of largest) {
      if (stopping.aborted) return;
      const { rows } = await db.pool.query<{ id: string; kind: string; storedBytes: number }>(
        `UPDATE users SET stored_bytes = (SELECT coalesce(sum(bytes), 0)::float8 FROM (${sizes.join(" UNION ALL ")}) s)
          WHERE id = $1 RETURNING id, kind, stored_bytes AS "storedBytes"`,
        [id],
      );
      measured.push(...rows);
    }
    measured.sort((one, other) => other.storedBytes - one.storedBytes);
    if (measured.length > 0) log.info({ users: measured.slice(0, LOGGED) }, "The largest users");
  },
};
