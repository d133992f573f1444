import type { Pool } from "pg";
import type { Log } from "./log.ts";

/**
 * The database's clock, to be read at any moment. What is due, and when something happened, is decided by one
 * clock however many processes there are and however wrong their machines' clocks go.
 */
export interface DatabaseClock {
  /** Whole epoch milliseconds. */
  now(): number;
  /** Asks the database again at once. */
  look(): Promise<void>;
  stop(): void;
}

/** The process's own clocks, in milliseconds: one that people set, and one that only counts. */
export interface ProcessClocks {
  wall(): number;
  monotonic(): number;
}

const OWN_CLOCKS: ProcessClocks = { wall: Date.now, monotonic: () => performance.now() };

const LOOK_EVERY_MS = 10_000;
/** How often the two own clocks are compared, and by how much they may part before the database is asked. */
const COMPARE_EVERY_MS = 500;
const MOST_PARTED_MS = 250;

/**
 * Follows the database's clock by the process's own. An offset that an answer does not refute is kept, so what is
 * read is as even as the own clock; on one machine it is the own clock.
 *
 * Where the wall clock falls behind the monotonic one, somebody has set it back, and the monotonic one goes on.
 * Where it runs ahead, the machine may have slept, which a monotonic clock does not count: it is believed until the
 * database has been asked, half a second later.
 */
export async function openDatabaseClock(
  pool: Pool,
  log: Pick<Log, "warn">,
  clocks: ProcessClocks = OWN_CLOCKS,
): Promise<DatabaseClock> {
  /** The database's clock less the wall clock, whole milliseconds. */
  let offset = 0;
  /** The wall clock less the monotonic one when the database was asked last. */
  let gap = clocks.wall() - clocks.monotonic();
  let askedAt = 0;

  let looking: Promise<void> | null = null;

  const parted = () => clocks.wall() - clocks.monotonic() - gap;

  /** One at a time: answers that overtake each other would say what was, and a database that hangs is asked once. */
  function look(): Promise<void> {
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function ask(): Promise<void> {
    const sentAt = clocks.monotonic();
    askedAt = sentAt;
    const { rows } = await pool.query<{ now: number }>({
      name: "database-clock",
      text: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    });
    const heardAt = clocks.monotonic();
    const wall = clocks.wall();
    const [row] = rows;
    if (!row) return;
    // Somewhere between sending and hearing it was that time there.
    const least = row.now - wall;
    const most = least + (heardAt - sentAt);
    if (offset < Math.floor(least) || offset > Math.ceil(most)) offset = Math.round((least + most) / 2);
    gap = wall - heardAt;
  }

  await look();
  const comparing = setInterval(() => {
    const due = clocks.monotonic() - askedAt >= LOOK_EVERY_MS;
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
