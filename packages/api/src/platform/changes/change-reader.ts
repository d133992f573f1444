import type { Pool } from "pg";
import { KEPT_DAYS } from "./consumers.ts";
import { type ChangeKind, USER_TOPIC } from "./outbox.ts";

/** How far before `since` a resumed reader starts: longer than a change takes to commit on a busy server. */
const SLACK_MS = 5_000;

/** After changes of more rows than this, reading the lists again is cheaper. */
const MOST_ROWS = 500;

/** A row that has changed since the last reading. */
export interface ChangedRow<Row> {
  readonly id: string;
  /** What happened to it since, in any order. */
  readonly kinds: ReadonlySet<ChangeKind>;
  /** It as it is now; null: it is gone. */
  readonly row: Row | null;
}

/** What has changed since the last reading. */
export interface Reading<Row> {
  /** In the order of their last changes. */
  readonly rows: readonly ChangedRow<Row>[];
  /** Any of the person's rows may have changed; then there are no single ones. */
  readonly isEverything: boolean;
}

/** A person's changes, read from where the last reading ended. */
export interface ChangeReader<Row> {
  /** What changed since the last call. A change is never missed, but may be returned twice. */
  changed(): Promise<Reading<Row>>;
}

interface Followed {
  /** The outbox topic. */
  readonly topic: string;
  /** The table of its rows, with `user_id` and `id`. */
  readonly table: "work_sessions" | "tasks" | "timers" | "habits";
  /** Whether a change of the profile, such as of its time zone, changes everything too. A claimed guest always does. */
  readonly dependsOnProfile: boolean;
}

interface Found<Row> {
  readonly upTo: number;
  readonly topic: string | null;
  readonly id: string;
  readonly kinds: readonly ChangeKind[];
  readonly row: Row | null;
}

/**
 * Reads from the outbox, so that it finds what any process has changed. The rows are of the same moment as the changes.
 *
 * @typeParam Row a row by its column names, as in jsonb
 * @param since epoch milliseconds to start from; null: from now on
 */
export async function changeReader<Row>(
  pool: Pool,
  userId: string,
  { dependsOnProfile, table, topic }: Followed,
  since: number | null,
): Promise<ChangeReader<Row>> {
  const start = await startOf(pool, userId, since);
  let { isLost, upTo } = start;
  return {
    async changed() {
      const { rows } = await pool.query<Found<Row>>({
        name: `changes-of-${table}`,
        text: `SELECT u.sequence AS "upTo", c.topic, c.subject_id AS id, c.kinds, to_jsonb(r) AS row
          FROM users u
          LEFT JOIN LATERAL (
            SELECT o.topic, o.subject_id, array_agg(DISTINCT o.kind) AS kinds, max(o.sequence) AS last FROM outbox o
            WHERE o.user_id = u.id AND o.sequence > $2 AND o.topic IN ('${topic}', '${USER_TOPIC}')
            GROUP BY o.topic, o.subject_id ORDER BY last DESC LIMIT ${MOST_ROWS + 1}
          ) c ON true
          LEFT JOIN ${table} r ON r.user_id = u.id AND r.id = c.subject_id AND c.topic = '${topic}'
          WHERE u.id = $1 ORDER BY c.last`,
        values: [userId, upTo],
      });
      upTo = rows[0]?.upTo ?? upTo;
      const found = rows.filter((row) => row.topic !== null);
      const isEverything =
        isLost || found.length > MOST_ROWS || found.some((row) => changesAll(row, userId, dependsOnProfile));
      isLost = false;
      if (isEverything) return { rows: [], isEverything };
      const single = found.filter((row) => row.topic === topic);
      return { rows: single.map(({ id, kinds, row }) => ({ id, kinds: new Set(kinds), row })), isEverything };
    },
  };
}

/** Whether a change is of no single row: of the profile, or of something that a person has one of. */
function changesAll(
  { id, kinds, topic }: Found<unknown>,
  userId: string,
  dependsOnProfile: boolean,
): boolean {
  if (topic === USER_TOPIC) return dependsOnProfile || kinds.includes("CLAIMED");
  return id === userId;
}

/** Where to start, and whether changes after `since` may have been purged. */
async function startOf(
  pool: Pool,
  userId: string,
  since: number | null,
): Promise<{ upTo: number; isLost: boolean }> {
  const { rows } = await pool.query<{ upTo: number; isLost: boolean }>({
    name: "changes-start",
    text: `SELECT coalesce((SELECT min(o.sequence) - 1 FROM outbox o
        WHERE o.user_id = u.id AND o.created_at >= $2::timestamptz), u.sequence) AS "upTo",
        coalesce($2::timestamptz < now() - make_interval(days => ${KEPT_DAYS}), false) AS "isLost"
      FROM users u WHERE u.id = $1`,
    values: [userId, since === null ? null : new Date(since - SLACK_MS)],
  });
  return rows[0] ?? { upTo: 0, isLost: false };
}
