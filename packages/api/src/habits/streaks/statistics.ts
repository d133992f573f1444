import type { Pool } from "pg";
import type { Span } from "../../platform/dates/date-span.ts";

/** A habit's minutes over a span. */
export interface SpanOfHabit {
  /** The minutes of each date of the span, in order; 0 where nothing was logged. */
  readonly minutes: readonly number[];
  /** Whether each date is skipped. */
  readonly skipped: readonly boolean[];
  readonly totalMinutes: number;
  /** To two decimals, over all dates of the span. */
  readonly averageMinutes: number;
  /** The first date on which the habit has minutes at all; null: it has none. */
  readonly firstOn: string | null;
}

/** A request for a habit's minutes over a span. */
export interface RequestedSpan extends Span {
  readonly habitId: string;
}

/**
 * Minutes of a person's habits over spans, all in one statement.
 *
 * @returns in the order of `requested`; undefined for a habit that is not the person's
 */
export async function readSpans(
  pool: Pool,
  userId: string,
  requested: readonly RequestedSpan[],
): Promise<(SpanOfHabit | undefined)[]> {
  const { rows } = await pool.query<SpanOfHabit & { place: number }>({
    name: "habits-spans",
    text: `
      SELECT a.place::int, s.minutes, s.skipped, s.total AS "totalMinutes",
        round(s.total::numeric / (a.to_on - a.from_on + 1), 2)::float8 AS "averageMinutes",
        (SELECT f.date::text FROM habit_days f WHERE f.habit_id = h.id AND f.minutes > 0
          ORDER BY f.date LIMIT 1) AS "firstOn"
      FROM unnest($2::uuid[], $3::date[], $4::date[]) WITH ORDINALITY a(id, from_on, to_on, place)
      JOIN habits h ON h.user_id = $1 AND h.id = a.id
      CROSS JOIN LATERAL (
        SELECT array_agg(coalesce(d.minutes, 0) ORDER BY n) AS minutes,
          array_agg(coalesce(d.skipped, false) ORDER BY n) AS skipped, coalesce(sum(d.minutes), 0)::int AS total
        FROM generate_series(0, a.to_on - a.from_on) n
        LEFT JOIN habit_days d ON d.habit_id = h.id AND d.date = a.from_on + n
          AND d.date BETWEEN a.from_on AND a.to_on) s`,
    values: [
      userId,
      requested.map(({ habitId }) => habitId),
      requested.map(({ from }) => from),
      requested.map(({ to }) => to),
    ],
  });
  const read = new Map(rows.map((row) => [row.place, row]));
  return requested.map((_one, index) => read.get(index + 1));
}

/** The sums of a category's habits over a span, archived ones included. */
export interface CategorySums {
  /** Empty: habits without one. */
  readonly category: string;
  readonly habitCount: number;
  readonly totalMinutes: number;
  /** To two decimals, over all dates of the span. */
  readonly averageMinutes: number;
  readonly firstOn: string | null;
}

/** A person's minutes by category over a span, the largest first. */
export async function readCategories(
  pool: Pool,
  userId: string,
  { from, to }: Span,
): Promise<CategorySums[]> {
  const { rows } = await pool.query<CategorySums>({
    name: "habits-categories",
    text: `
      SELECT h.category, count(*)::int AS "habitCount", coalesce(sum(s.total), 0)::int AS "totalMinutes",
        round(coalesce(sum(s.total), 0)::numeric / ($3::date - $2::date + 1), 2)::float8 AS "averageMinutes",
        min(f.date)::text AS "firstOn"
      FROM habits h
      LEFT JOIN LATERAL (
        SELECT sum(d.minutes) AS total FROM habit_days d
        WHERE d.habit_id = h.id AND d.date BETWEEN $2::date AND $3::date) s ON true
      LEFT JOIN LATERAL (
        SELECT d.date FROM habit_days d WHERE d.habit_id = h.id AND d.minutes > 0 ORDER BY d.date LIMIT 1) f ON true
      WHERE h.user_id = $1
      GROUP BY h.category ORDER BY 3 DESC, h.category`,
    values: [userId, from, to],
  });
  return rows;
}

/** How many logs some of a person's habits have, by the habit's id; habits without logs are missing. */
export async function readLogCounts(
  pool: Pool,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; count: number }>({
    name: "habits-log-counts",
    text: `SELECT habit_id AS id, count(*)::int AS count FROM habit_logs
      WHERE user_id = $1 AND habit_id = ANY($2::uuid[]) AND deleted_at IS NULL AND NOT source_gone GROUP BY habit_id`,
    values: [userId, ids],
  });
  return new Map(rows.map(({ count, id }) => [id, count]));
}
