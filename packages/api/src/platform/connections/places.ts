import type { Pool } from "pg";
import { newId } from "../ids.ts";
import type { Log } from "../log.ts";

/**
 * The places for open connections, counted by all processes together. A process that is not seen for half a minute is
 * dead, and its places are free again.
 */
export interface ConnectionPlaces {
  /**
   * Takes one of the owner's places.
   *
   * @returns its number; "full" when all are taken; null when the database does not answer: then nothing is taken
   */
  take(owner: string, most: number): Promise<number | "full" | null>;
  /** Gives a place back. Never rejects. */
  give(owner: string, place: number): Promise<void>;
  /** Gives back all places of this process. Never rejects. */
  stop(): Promise<void>;
}

const SEEN_EVERY_MS = 10_000;
const DEAD_AFTER_SECONDS = 30;

/** Counts in the database. @param seenEveryMs how often the process says that it lives */
export function createConnectionPlaces(
  pool: Pool,
  log: Pick<Log, "warn">,
  seenEveryMs = SEEN_EVERY_MS,
): ConnectionPlaces {
  const processId = newId(Date.now());
  let isStopped = false;
  let begun: { readonly first: Promise<void>; readonly timer: NodeJS.Timeout } | null = null;

  async function quietly(act: Promise<unknown>): Promise<void> {
    await act.catch((err: unknown) => log.warn({ err }, "The open connections could not be counted"));
  }
  /** Says that this process lives, and buries those that have not said so. */
  const beSeen = () =>
    quietly(
      pool.query({
        name: "process-seen",
        text: `WITH seen AS (INSERT INTO server_processes (id) VALUES ($1)
          ON CONFLICT (id) DO UPDATE SET seen_at = now())
          DELETE FROM server_processes WHERE id <> $1 AND seen_at < now() - make_interval(secs => $2)`,
        values: [processId, DEAD_AFTER_SECONDS],
      }),
    );
  /** From the first connection on: a process without connections need not report itself. */
  const begin = () => {
    begun ??= { first: beSeen(), timer: setInterval(beSeen, seenEveryMs).unref() };
    return begun.first;
  };

  return {
    async take(owner, most) {
      await begin();
      try {
        for (;;) {
          const { rows } = await pool.query<{ place: number | null; free: boolean }>({
            name: "connection-place",
            // Any of the free ones, because others choose at the same moment.
            text: `WITH free AS (SELECT n FROM generate_series(1, $2) AS n
                WHERE NOT EXISTS (SELECT FROM connection_places WHERE owner = $1 AND place = n)),
              taken AS (INSERT INTO connection_places (owner, place, process_id)
                SELECT $1, n, $3 FROM free ORDER BY random() LIMIT 1
                ON CONFLICT DO NOTHING RETURNING place)
              SELECT (SELECT place FROM taken) AS place, EXISTS (SELECT FROM free) AS free`,
            values: [owner, most, processId],
          });
          const { place, free } = rows[0] ?? { place: null, free: false };
          if (place !== null) return place;
          if (!free) return "full";
        }
      } catch (err) {
        log.warn({ err }, "The open connections could not be counted");
        return null;
      }
    },
    async give(owner, place) {
      // Then all of them are given back at once.
      if (isStopped) return;
      const text = "DELETE FROM connection_places WHERE owner = $1 AND place = $2 AND process_id = $3";
      await quietly(pool.query({ name: "connection-place-given", text, values: [owner, place, processId] }));
    },
    async stop() {
      isStopped = true;
      if (begun === null) return;
      clearInterval(begun.timer);
      await begun.first;
      await quietly(pool.query("DELETE FROM server_processes WHERE id = $1", [processId]));
    },
  };
}
