import { NotFound } from "../failures.ts";
import type { RoomContext } from "../job.ts";
import { type Change, makeChange } from "./change.ts";

/** How long a lease lasts: longer than a change may take. */
const LEASE_SECONDS = 60;
/** People leased at once. */
const AT_ONCE = 100;
/** The retry delay doubles with each failure, up to this maximum. */
const LONGEST_WAIT_SECONDS = 3600;

/** Work for people, with one row per person. Any number of processes may share it. */
export interface LeasedWork {
  /** The name in the rows and in the log. */
  readonly name: string;
  /** Has the columns `user_id`, `leased_until` and `attempts`. */
  readonly table: "outbox_cursors" | "due_work";
  /** The column that holds the name. */
  readonly column: "consumer" | "work";
  /** SQL over the row `w` that tells whether there is work. Its parameters start at `$4`. */
  readonly isDue: string;
  readonly values: readonly unknown[];
  /** Does the work for the person whose row is locked, and updates the row so that it is no longer due. */
  work(change: Change): Promise<void>;
}

/**
 * Works until nothing is due, one person at a time. A failure for one person is logged and retried later, and does not
 * hold up the others.
 *
 * @returns how many people's work was done
 */
export async function workOff(context: RoomContext, leased: LeasedWork): Promise<number> {
  let done = 0;
  for (;;) {
    const people = await takePeople(context, leased);
    if (people.length === 0) return done;
    for (const userId of people) {
      if (await workFor(context, leased, userId)) done += 1;
    }
  }
}

/** Leases the work that has waited longest. When a process dies, its leases expire. */
async function takePeople({ db }: RoomContext, leased: LeasedWork): Promise<string[]> {
  const { column, isDue, name, table, values } = leased;
  const { rows } = await db.pool.query<{ user_id: string }>(
    `UPDATE ${table} t SET leased_until = now() + make_interval(secs => $2), attempts = attempts + 1
      FROM (SELECT w.user_id, w.${column} AS name FROM ${table} w
        WHERE w.${column} = $1 AND w.leased_until <= now() AND ${isDue}
        ORDER BY w.leased_until LIMIT $3 FOR UPDATE OF w SKIP LOCKED) due
      WHERE t.user_id = due.user_id AND t.${column} = due.name RETURNING t.user_id`,
    [name, LEASE_SECONDS, AT_ONCE, ...values],
  );
  return rows.map(({ user_id }) => user_id);
}

async function workFor(
  { announce, db, log, server }: RoomContext,
  { column, name, table, work }: LeasedWork,
  userId: string,
): Promise<boolean> {
  const { serially } = server;
  const row = `WHERE user_id = $1::uuid AND ${column} = $2`;
  try {
    await makeChange({ db, userId, serially, announce }, async (change) => {
      await work(change);
      // Truncated, because rounding to the column's milliseconds could give a future time, and more work may be due at
      // once.
      const settled = `UPDATE ${table} SET leased_until = date_trunc('milliseconds', now()), attempts = 0 ${row}`;
      await change.transaction.$executeRawUnsafe(settled, userId, name);
    });
    return true;
  } catch (error) {
    // The account was deleted meanwhile, along with its rows.
    if (error instanceof NotFound) return false;
    log.error({ error, userId, work: name }, "Work for a person failed and will be retried");
    const later = `UPDATE ${table} SET leased_until = now() + make_interval(secs => least(2 ^ attempts, $3)) ${row}`;
    await db.pool.query(later, [userId, name, LONGEST_WAIT_SECONDS]);
    return false;
  }
}
