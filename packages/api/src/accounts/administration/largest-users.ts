import type { Job } from "../../platform/job.ts";
import { ROW_BYTES } from "../../platform/storage-quota.ts";

/** Who comes this near to their limit, by their counter, is measured each night, and so are the largest. */
const NEAR = 0.8;
const LARGEST = 100;
const LOGGED = 10;

/**
 * Measures by night what people have stored, if their counters, which only grow, come near their limit or are among the
 * largest; and names the very largest in the log for the operator.
 */
export const MEASURE_LARGEST: Job = {
  name: "measure the largest users",
  pattern: "0 37 3 * * *",
  async run({ config, db, log, stopping }) {
    const tables = await db.pool.query<{ name: string }>(`
      SELECT c.table_name AS name FROM information_schema.columns c
      WHERE c.table_schema = current_schema() AND c.column_name = 'user_id' ORDER BY c.table_name`);
    const sizes = tables.rows.map(
      ({ name }) =>
        `SELECT sum(pg_column_size(t.*) + ${ROW_BYTES} / 2) AS bytes FROM "${name}" t WHERE user_id = $1`,
    );
    const { guestBytes, userBytes } = config.limits;
    const chosen = await db.pool.query<{ id: string }>(
      `(SELECT id FROM users WHERE stored_bytes > $1 * CASE kind WHEN 'GUEST' THEN $2::float8 ELSE $3::float8 END)
        UNION (SELECT id FROM users WHERE stored_bytes > 0 ORDER BY stored_bytes DESC LIMIT $4)`,
      [NEAR, guestBytes, userBytes, LARGEST],
    );
    const measured = [];
    for (const { id } of chosen.rows) {
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
