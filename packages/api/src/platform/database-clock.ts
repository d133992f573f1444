import type { Pool } from "pg";
import type { Log } from "./log.ts";

/**
 * The database's clock, readable at any moment. One clock decides what is due and when something happened, however many
 * processes there are and however wrong their machines' clocks are.
 */
export interface DatabaseClock {
  /** Whole epoch milliseconds. */
  now(): number;
  /** Queries the database's clock now. */
  look(): Promise<void>;
  stop(): void;
}

/** The process's own clocks, in milliseconds: the wall clock, which people can set, and the monotonic one. */
export interface ProcessClocks {
  wall(): number;
  monotonic(): number;
}

const OWN_CLOCKS: ProcessClocks = { wall: Date.now, monotonic: () => performance.now() };

const LOOK_EVERY_MS = 10_000;
/** How often the two local clocks are compared, and by how much they may diverge before the database is queried. */
const COMPARE_EVERY_MS = 500;
const MOST_PARTED_MS = 250;

/**
 * Estimates the database's clock from the process's own clocks. The offset is kept until an answer contradicts it, so
 * readings are as steady as the local clock; on one machine the offset is 0.
 *
 * When the wall clock falls behind the monotonic one, somebody set it back, and the monotonic clock is used instead.
 * When the wall clock runs ahead, the machine may have slept, which a monotonic clock does not count: the wall clock is
 * used until the database has been queried, half a second later.
 */
export async function openDatabaseClock(
  pool: Pool,
  log: Pick<Log, "warn">,
  clocks: ProcessClocks = OWN_CLOCKS,
): Promise<DatabaseClock> {
  /** The database's clock minus the wall clock, whole milliseconds. */
  let offset = 0;
  /** The wall clock minus the monotonic one at the last query. */
  let gap = clocks.wall() - clocks.monotonic();
  let requestedAt = 0;

  let looking: Promise<void> | null = null;

  const parted = () => clocks.wall() - clocks.monotonic() - gap;

  /** One query at a time: answers out of order would give old offsets, and a database that hangs is queried once. */
  function look(): Promise<void> {
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function ask(): Promise<void> {
    const sentAt = clocks.monotonic();
    requestedAt = sentAt;
    const { rows } = await pool.query<{ now: number }>({
      name: "database-clock",
      text: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    });
    const receivedAt = clocks.monotonic();
    const wall = clocks.wall();
    const [row] = rows;
    if (!row) return;
    // The database read its clock somewhere between sending and receiving.
    const least = row.now - wall;
    const most = least + (receivedAt - sentAt);
    if (offset < Math.floor(least) || offset > Math.ceil(most)) offset = Math.round((least + most) / 2);
    gap = wall - receivedAt;
  }

  await look();
  const comparing = setInterval(() => {
    const due = clocks.monotonic() - requestedAt >= LOOK_EVERY_MS;
    if (!due && Math.abs(parted()) <= MOST_PARTED_MS) return;
    look().catch((err: unknown) => log.warn({ err }, "The database's clock could not be read"));
  }, COMPARE_EVERY_MS);
  comparing.unref();

  return {
    now() {
      const ahead = parted();
      const wall = ahead < -MOST_PARTED_MS ? clocks.wall() - ahead : clocks.wall();
      return Math.floor(wall + offset);
    },
    look,
    stop: () => clearInterval(comparing),
  };
}
