import type { Pool } from "pg";

/** The database's clock, in epoch milliseconds with fractions. */
export async function databaseTime(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ at: number }>(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at",
  );
  return rows[0]?.at ?? Number.NaN;
}

/** The database's clock minus this process's, in milliseconds: at least `least` and at most `most`. */
export interface ClockOffset {
  readonly least: number;
  readonly most: number;
}

/** Compares the clocks several times; the intersection of all ranges is certain. */
export async function databaseOffset(pool: Pool): Promise<ClockOffset> {
  let least = -Infinity;
  let most = Infinity;
  for (let probe = 0; probe < 10; probe += 1) {
    const before = Date.now();
    const at = await databaseTime(pool);
    // Date.now() truncates up to a millisecond.
    least = Math.max(least, at - Date.now() - 1);
    most = Math.min(most, at - before);
  }
  return { least, most };
}
