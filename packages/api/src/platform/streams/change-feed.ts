import type { Pool } from "pg";

/**
 * How far each poll of the outbox reaches back before the previous poll: longer than an entry, which is written last,
 * takes to commit.
 */
const LOOK_BACK_SECONDS = 10;
/**
 * How many (person, topic) pairs are remembered before the oldest half is dropped. Dropping one costs one needless
 * read.
 */
const REMEMBERED = 50_000;

/**
 * Finds changes that other processes made, by polling the outbox. Each entry carries its owner's change number and its
 * topic; a number that this process has not announced yet is announced now. So subscribers miss nothing, whichever
 * process wrote.
 */
export interface ChangeFeed {
  /** Records a change that this process made and announced. */
  announced(userId: string, topic: string, sequence: number): void;
  /** Polls for other processes' changes and calls back once for each person and topic that has any. */
  look(pool: Pool, changed: (userId: string, topic: string) => void): Promise<void>;
  /** Nobody listens, so changes until the next poll need not be found. */
  rest(): void;
}

interface Change {
  readonly at: string;
  readonly userId: string | null;
  readonly topic: string | null;
  readonly sequence: number | null;
}

export function createChangeFeed(): ChangeFeed {
  const latest = new Map<string, number>();
  /** The database's clock at the last poll, as the database wrote it; null before the first poll. */
  let lookedAt: string | null = null;
  const note = (key: string, sequence: number) => {
    latest.delete(key);
    latest.set(key, sequence);
    if (latest.size <= REMEMBERED) return;
    for (const oldest of [...latest.keys()].slice(0, REMEMBERED / 2)) latest.delete(oldest);
  };
  // Keyed by topic: one topic's number says nothing about another's, whose change may have come from elsewhere in
  // between.
  const keyOf = (userId: string, topic: string) => `${userId} ${topic}`;
  return {
    announced(userId, topic, sequence) {
      const key = keyOf(userId, topic);
      if (sequence > (latest.get(key) ?? 0)) note(key, sequence);
    },
    rest() {
      lookedAt = null;
    },
    async look(pool, changed) {
      const { rows } = await pool.query<Change>({
        name: "change-feed",
        text: `SELECT n.at, o.user_id AS "userId", o.topic, o.sequence
          FROM (SELECT now()::text AS at) n LEFT JOIN (
            SELECT user_id, topic, max(sequence) AS sequence FROM outbox
            WHERE created_at > coalesce($2::timestamptz, now()) - make_interval(secs => $1)
            GROUP BY user_id, topic) o ON true`,
        values: [LOOK_BACK_SECONDS, lookedAt],
      });
      // Set only after the query: when a poll fails, the next one covers its range too, however late it comes.
      lookedAt = rows[0]?.at ?? lookedAt;
      for (const { userId, topic, sequence } of rows) {
        // The left join's empty row: nothing has changed.
        if (userId === null || topic === null || sequence === null) continue;
        const key = keyOf(userId, topic);
        if (sequence <= (latest.get(key) ?? 0)) continue;
        note(key, sequence);
        changed(userId, topic);
      }
    },
  };
}
