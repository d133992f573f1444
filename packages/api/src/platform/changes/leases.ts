import { NotFound } from "../failures.ts";
import type { RoomContext } from "../job.ts";
import { type Change, makeChange } from "./change.ts";

/** How long a person's work is left to the process that took it: longer than a change may take. */
const LEASE_SECONDS = 60;
/** People taken at once. */
const AT_ONCE = 100;
/** Waits double with each failure, up to this long. */
const LONGEST_WAIT_SECONDS = 3600;

/** Work for people, a row for each, of which any number of processes may do their share. */
export interface LeasedWork {
  /** The rows' own name, and the log's. */
  readonly name: string;
  /** Has the columns `user_id`, `leased_until` and `attempts`. */
  readonly table: "outbox_cursors" | "due_work";
  /** The column that holds the name. */
  readonly column: "consumer" | "work";
  /** SQL over the row `w`: whether there is something to do. Its values follow from `$4` on. */
  readonly isDue: string;
  readonly values: readonly unknown[];
  /** Does it for the person whose row is held, and notes in the row what makes it no longer due. */
  work(change: Change): Promise<void>;
}

/**
 * Works until nothing is due, one person after the other. What fails for one is logged and tried again later, and
 * keeps nobody else from theirs.
 *
 * @returns how often it was done
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

/** Leases who waits longest. A lease ends by itself where its process did. */
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
      // The column's milliseconds would round up, and there may be more to do at once.
      const settled = `UPDATE ${table} SET leased_until = date_trunc('milliseconds', now()), attempts = 0 ${row}`;
      await change.transaction.$executeRawUnsafe(settled, userId, name);
    });
    return true;
  } catch (error) {
    // The account was deleted in between, and its rows with it.
    if (error instanceof NotFound) return false;
    log.error({ error, userId, work: name }, "Work for a person failed; it is tried again later");
    const later = `UPDATE ${table} SET leased_until = now() + make_interval(secs => least(2 ^ attempts, $3)) ${row}`;
    await db.pool.query(later, [userId, name, LONGEST_WAIT_SECONDS]);
    return false;
  }
}
