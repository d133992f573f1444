import type { Pool } from "pg";

/** Rows that nobody needs after a time. A room declares which of its own. */
export interface Purge {
  /** For the log, such as "deleted tasks". */
  readonly name: string;
  readonly table: string;
  /** The column, or an SQL expression over the row, from which a row's age is counted. Null: it never goes. */
  readonly age: string;
  /** A row goes when it is this old; 0: as soon as the instant has come. */
  readonly days: number;
  /** SQL over the row, by the table's own name, that a row must meet as well. Left out: none. */
  readonly condition?: string;
  /** What should not wait for the night goes within the hour. */
  readonly hourly?: boolean;
}

/** Rows that one statement removes: long enough to be worth it, short enough that nobody waits for its locks. */
const PURGED_AT_ONCE = 1000;

/**
 * Removes the rows whose time is over, a batch at a time, by the database's clock. Rows that somebody else holds are
 * left for the next time.
 *
 * @returns how many went
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
