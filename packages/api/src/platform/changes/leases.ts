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
  /**
   * Does the work for the person whose row is locked, and updates the row so that it is no longer due.
   *
   * @returns false when more is left
   */
  work(change: Change): Promise<boolean>;
}

/**
 * Works until nothing is due, one person at a time. A failure for one person is logged and retried later, and does not
 * hold up the others.
 *
 * @returns how many people's work was done
 */
export async function workOff(context: RoomContext, leased: LeasedWork): Promise<number> {
  let done = 0;
  while (!context.stopping.aborted) {
    const leases = await takeLeases(context, leased);
    if (leases.length === 0) break;
    for (const [index, lease] of leases.entries()) {
      if (context.stopping.aborted) {
        await giveBack(context, leased, leases.slice(index));
        break;
      }
      if (await workUnder(context, leased, lease)) done += 1;
    }
  }
  return done;
}

interface Lease {
  readonly userId: string;
  /** As PostgreSQL writes it. It tells this lease from one that somebody took after it had expired. */
  readonly until: string;
}

/**
 * Leases the work that has waited longest. When a process dies, its leases expire. The column rounds to milliseconds, so
 * a time that was just written may lie a part of one ahead.
 */
async function takeLeases({ db }: RoomContext, leased: LeasedWork): Promise<Lease[]> {
  const { column, isDue, name, table, values } = leased;
  const { rows } = await db.pool.query<Lease>(
    `UPDATE ${table} t SET leased_until = now() + make_interval(secs => $2), attempts = attempts + 1
      FROM (SELECT w.user_id, w.${column} AS name FROM ${table} w
        WHERE w.${column} = $1 AND w.leased_until < now() + interval '1 millisecond' AND ${isDue}
        ORDER BY w.leased_until LIMIT $3 FOR UPDATE OF w SKIP LOCKED) due
      WHERE t.user_id = due.user_id AND t.${column} = due.name
      RETURNING t.user_id AS "userId", t.leased_until::text AS until`,
    [name, LEASE_SECONDS, AT_ONCE, ...values],
  );
  return rows;
}

/** Gives back leases whose work was not begun: another process can take them at once, and the attempt does not count. */
async function giveBack({ db }: RoomContext, leased: LeasedWork, leases: readonly Lease[]): Promise<void> {
  const { column, name, table } = leased;
  await db.pool.query(
    `UPDATE ${table} t SET leased_until = now(), attempts = t.attempts - 1
      FROM unnest($2::uuid[], $3::timestamptz[]) AS lease(user_id, until)
      WHERE t.user_id = lease.user_id AND t.${column} = $1 AND t.leased_until = lease.until`,
    [name, leases.map(({ userId }) => userId), leases.map(({ until }) => until)],
  );
}

async function workUnder(
  { announce, db, log, server }: RoomContext,
  { column, name, table, work }: LeasedWork,
  { until, userId }: Lease,
): Promise<boolean> {
  const { serially } = server;
  const row = `WHERE user_id = $1::uuid AND ${column} = $2`;
  try {
    return await makeChange({ db, userId, serially, announce }, async (change) => {
      const own = `SELECT 1 FROM ${table} ${row} AND leased_until = $3::timestamptz FOR UPDATE`;
      // The lease expired before it was this person's turn, and another process has done the work or is about to.
      if ((await change.transaction.$queryRawUnsafe<unknown[]>(own, userId, name, until)).length === 0)
        return false;
      const isDone = await work(change);
      const settled = `UPDATE ${table} SET leased_until = now(), attempts = $3 ${row}`;
      // Unfinished work keeps one attempt, so that the next poll finds it however old its entries are.
      await change.transaction.$executeRawUnsafe(settled, userId, name, isDone ? 0 : 1);
      return true;
    });
  } catch (error) {
    // The account was deleted meanwhile, along with its rows.
    const isGone = error instanceof NotFound && (await db.prisma.user.count({ where: { id: userId } })) === 0;
    if (isGone) return false;
    log.error({ err: error, userId, work: name }, "Work for a person failed and will be retried");
    const wait = `least(2 ^ least(attempts, 30), $3)`;
    await db.pool.query(
      `UPDATE ${table} SET leased_until = now() + make_interval(secs => ${wait}) ${row} AND leased_until = $4`,
      [userId, name, LONGEST_WAIT_SECONDS, until],
    );
    return false;
  }
}
