import type { Pool } from "pg";

/** Rows that nobody needs after some time. Each room declares its own. */
export interface Purge {
  /** For the log, such as "deleted tasks". */
  readonly name: string;
  readonly table: string;
  /** The column, or an SQL expression over the row, from which a row's age is counted. Null: the row is kept. */
  readonly age: string;
  /** The age at which a row is removed; 0: as soon as the instant has passed. */
  readonly days: number;
  /** A further SQL condition, which refers to the row by the table's name. Omitted: none. */
  readonly condition?: string;
  /** Runs every hour instead of every night. */
  readonly hourly?: boolean;
}

/** Rows that one statement removes: enough to be worth it, few enough that nobody waits for its locks. */
const PURGED_AT_ONCE = 1000;

/**
 * Removes expired rows, one batch at a time, by the database's clock. Rows locked by another transaction are left for
 * the next run.
 *
 * @returns how many rows were removed
 */
export async function purge(
  pool: Pool,
  { age, condition = "true", days, table }: Purge,
  atOnce: number = PURGED_AT_ONCE,
): Promise<number> {
  const text = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${age} <= now() - make_interval(days => $1) AND (${condition})
      LIMIT $2 FOR UPDATE SKIP LOCKED))`;
  for (let purged = 0; ; ) {
    const { rowCount } = await pool.query(text, [days, atOnce]);
    purged += rowCount ?? 0;
    if ((rowCount ?? 0) < atOnce) return purged;
  }
}
