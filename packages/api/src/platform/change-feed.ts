import type { Pool } from "pg";

/** How far back of the last look each look at the outbox reaches: far longer than a change takes to commit. */
const LOOK_BACK_SECONDS = 10;
/** People's topics remembered before the oldest half is forgotten; forgetting costs one superfluous reading. */
const REMEMBERED = 50_000;

/**
 * Finds changes that other processes made, by the outbox: each carries its owner's change number and topic, and a
 * number this process has not told is told now. With it, subscribers miss nothing, whichever process wrote.
 */
export interface ChangeFeed {
  /** Notes a change that this process made and has told. */
  told(userId: string, topic: string, sequence: number): void;
  /** Looks for others' changes and calls back once for each person and topic that has any. */
  look(pool: Pool, changed: (userId: string, topic: string) => void): Promise<void>;
  /** Nobody listens: what changes meanwhile need not be looked for later. */
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
  /** The database's clock at the last look, as it wrote it; null: none has been. */
  let lookedAt: string | null = null;
  const note = (key: string, sequence: number) => {
    latest.delete(key);
    latest.set(key, sequence);
    if (latest.size <= REMEMBERED) return;
    for (const oldest of [...latest.keys()].slice(0, REMEMBERED / 2)) latest.delete(oldest);
  };
  // One topic's number says nothing of another's: theirs may have come from elsewhere in between.
  const keyOf = (userId: string, topic: string) => `${userId} ${topic}`;
  return {
    told(userId, topic, sequence) {
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
      // Only now: a look that failed is made good by the next one, however much later that comes.
      lookedAt = rows[0]?.at ?? lookedAt;
      for (const { userId, topic, sequence } of rows) {
        // Nothing has changed at all.
        if (userId === null || topic === null || sequence === null) continue;
        const key = keyOf(userId, topic);
        if (sequence <= (latest.get(key) ?? 0)) continue;
        note(key, sequence);
        changed(userId, topic);
      }
    },
  };
}
