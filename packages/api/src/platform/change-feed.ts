import type { Pool } from "pg";

/** How far back each look at the outbox reaches: far longer than a statement takes to commit. */
const LOOK_BACK_SECONDS = 10;
/** People remembered before the oldest half is forgotten; forgetting costs one superfluous reading. */
const REMEMBERED = 50_000;

/**
 * Finds changes that other processes made, by the outbox: each carries its owner's change number, and a
 * number this process has not told is told now. With it, subscribers miss nothing, whichever process wrote.
 */
export interface ChangeFeed {
  /** Notes a change that this process made and has told. */
  told(userId: string, sequence: number): void;
  /** Looks for others' changes and calls back once for each person who has any. */
  look(pool: Pool, changed: (userId: string) => void): Promise<void>;
}

export function createChangeFeed(): ChangeFeed {
  const latest = new Map<string, number>();
  const note = (userId: string, sequence: number) => {
    latest.delete(userId);
    latest.set(userId, sequence);
    if (latest.size <= REMEMBERED) return;
    for (const oldest of [...latest.keys()].slice(0, REMEMBERED / 2)) latest.delete(oldest);
  };
  return {
    told(userId, sequence) {
      if (sequence > (latest.get(userId) ?? 0)) note(userId, sequence);
    },
    async look(pool, changed) {
      const { rows } = await pool.query<{ userId: string; sequence: number }>({
        name: "change-feed",
        text: `SELECT user_id AS "userId", max(sequence) AS sequence FROM outbox
          WHERE created_at > now() - make_interval(secs => $1) GROUP BY user_id`,
        values: [LOOK_BACK_SECONDS],
      });
      for (const { userId, sequence } of rows) {
        if (sequence <= (latest.get(userId) ?? 0)) continue;
        note(userId, sequence);
        changed(userId);
      }
    },
  };
}
