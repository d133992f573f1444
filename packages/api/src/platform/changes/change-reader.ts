import type { Pool } from "pg";
import type { Batch } from "../streams/pubsub-streams.ts";
import { KEPT_DAYS } from "./consumers.ts";
import { type ChangeKind, USER_TOPIC } from "./outbox.ts";

/** How far before `since` a resumed reader starts: longer than a change takes to commit on a busy server. */
const SLACK_MS = 5_000;

/** After changes of more rows than this, reading the lists again is cheaper. */
const MOST_ROWS = 500;

/** So few rows are read at once, and held until they are told, because a row can be long. */
const ROWS_AT_ONCE = 25;

/** A row that has changed since the last reading. */
export interface ChangedRow<Row> {
  readonly id: string;
  /** What happened to it since, in any order. */
  readonly kinds: ReadonlySet<ChangeKind>;
  /** The row in its present state; null: it is gone. */
  readonly row: Row | null;
}

/** What has changed since the last reading. */
export interface Reading<Row> {
  /** In the order of their last changes. */
  readonly rows: readonly ChangedRow<Row>[];
  /** Any of the person's rows may have changed; then there are no single ones. */
  readonly isEverything: boolean;
  /** More rows have changed: read again. */
  readonly hasMore: boolean;
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
  /** Whether another time zone or first day of the week changes everything too. A claimed guest always does. */
  readonly dependsOnDates: boolean;
}

interface Found<Row> {
  readonly upTo: number;
  readonly topic: string | null;
  readonly id: string;
  readonly kinds: readonly ChangeKind[];
  /** Null also for all but the first `ROWS_AT_ONCE`. */
  readonly row: Row | null;
}

/**
 * Reads from the outbox, so that it finds what any process has changed. A row is never older than the change it is
 * returned for.
 *
 * @typeParam Row a row by its column names, as in jsonb
 * @param since epoch milliseconds to start from; null: from now on
 */
export async function changeReader<Row>(
  pool: Pool,
  userId: string,
  followed: Followed,
  since: number | null,
): Promise<ChangeReader<Row>> {
  const { dependsOnDates, table, topic } = followed;
  const start = await startOf(pool, userId, since);
  let { isLost, upTo } = start;
  /** What was found to have changed, and is to be read. */
  let waiting: readonly Pick<Found<Row>, "id" | "kinds">[] = [];

  async function readNew(): Promise<Reading<Row>> {
    const found = await findChanges<Row>(pool, userId, followed, upTo);
    upTo = found[0]?.upTo ?? upTo;
    const changes = found.filter((change) => change.topic !== null);
    const isEverything =
      isLost ||
      changes.length > MOST_ROWS ||
      changes.some((change) => changesAll(change, userId, dependsOnDates));
    isLost = false;
    if (isEverything) return { rows: [], isEverything, hasMore: false };
    const single = changes.filter((change) => change.topic === topic);
    waiting = changes.slice(ROWS_AT_ONCE).filter((change) => change.topic === topic);
    return readingOf(single.slice(0, single.length - waiting.length), waiting);
  }

  async function readWaiting(): Promise<Reading<Row>> {
    const changes = waiting.slice(0, ROWS_AT_ONCE);
    waiting = waiting.slice(ROWS_AT_ONCE);
    const { rows } = await pool.query<{ id: string; row: Row }>({
      name: `rows-of-${table}`,
      text: `SELECT r.id, to_jsonb(r) AS row FROM ${table} r WHERE r.user_id = $1 AND r.id = ANY($2::uuid[])`,
      values: [userId, changes.map(({ id }) => id)],
    });
    const byId = new Map(rows.map(({ id, row }) => [id, row]));
    return readingOf(
      changes.map(({ id, kinds }) => ({ id, kinds, row: byId.get(id) ?? null })),
      waiting,
    );
  }

  return { changed: () => (waiting.length > 0 ? readWaiting() : readNew()) };
}

/**
 * A reader for `afterEach` of what subscribers are told.
 *
 * @param tell what they are told of one row
 * @param everything what they are told when no single row can be named
 */
export function tellChanges<Row, Change>(
  reader: ChangeReader<Row>,
  tell: (row: ChangedRow<Row>) => readonly Change[],
  everything: Change,
): () => Promise<Batch<Change>> {
  return async () => {
    const { hasMore, isEverything, rows } = await reader.changed();
    return { items: isEverything ? [everything] : rows.flatMap(tell), hasMore };
  };
}

function readingOf<Row>(
  read: readonly Pick<Found<Row>, "id" | "kinds" | "row">[],
  waiting: readonly unknown[],
): Reading<Row> {
  const rows = read.map(({ id, kinds, row }) => ({ id, kinds: new Set(kinds), row }));
  return { rows, isEverything: false, hasMore: waiting.length > 0 };
}

/** What has changed after the person's change number `upTo`, in one statement with the first rows. */
async function findChanges<Row>(
  pool: Pool,
  userId: string,
  { table, topic }: Followed,
  upTo: number,
): Promise<readonly Found<Row>[]> {
  const { rows } = await pool.query<Found<Row>>({
    name: `changes-of-${table}`,
    text: `SELECT u.sequence AS "upTo", c.topic, c.subject_id AS id, c.kinds, to_jsonb(r) AS row
      FROM users u
      LEFT JOIN LATERAL (
        SELECT f.*, row_number() OVER (ORDER BY f.last) AS place FROM (
          SELECT o.topic, o.subject_id, array_agg(DISTINCT o.kind) AS kinds, max(o.sequence) AS last FROM outbox o
          WHERE o.user_id = u.id AND o.sequence > $2 AND o.topic IN ('${topic}', '${USER_TOPIC}')
          GROUP BY o.topic, o.subject_id ORDER BY last DESC LIMIT ${MOST_ROWS + 1}
        ) f
      ) c ON true
      LEFT JOIN ${table} r
        ON r.user_id = u.id AND r.id = c.subject_id AND c.topic = '${topic}' AND c.place <= ${ROWS_AT_ONCE}
      WHERE u.id = $1 ORDER BY c.last`,
    values: [userId, upTo],
  });
  return rows;
}

/** Whether a change is of no single row: of the profile, or of something that a person has one of. */
function changesAll({ id, kinds, topic }: Found<unknown>, userId: string, dependsOnDates: boolean): boolean {
  if (topic === USER_TOPIC) return kinds.includes("CLAIMED") || (dependsOnDates && kinds.includes("REDATED"));
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
