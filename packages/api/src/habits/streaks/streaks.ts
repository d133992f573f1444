import type { Streak } from "@pacekeeper/domain/habits/streak";
import { isoWeekday } from "@pacekeeper/domain/time/calendar-date";
import type { Pool } from "pg";
import type { Calendar } from "../context.ts";

// The domain's `streakOf` as one statement, for many habits at once and without their whole history. Skipped
// and open units are dropped before the fold. Only an AT_MOST goal, which empty days meet, needs every empty day. For
// other goals the seven days after each recorded day are enough: a miss in them breaks the streak, however many follow.
// The fold starts where the habit was settled, so that ten years cost as little as ten days; a habit that was not
// settled starts at its first day.
//
// Parameters: the person, their habits, the last date, the ISO weekday on which weeks begin, whether the last unit
// is still open, whether to ignore what was settled.
export const STREAK_FOLD = `
  chosen AS (
    SELECT h.id, h.times_a_week AS times, h.weekdays, h.goal, h.goal_minutes, h.made_on,
      CASE WHEN s.holds THEN h.settled_run ELSE 0 END AS run,
      CASE WHEN s.holds THEN h.settled_best ELSE 0 END AS best,
      CASE WHEN s.holds THEN h.settled_on + 1
        ELSE f.first_on - CASE WHEN h.times_a_week IS NULL THEN 0
          ELSE (extract(isodow FROM f.first_on)::int - $4::int + 7) % 7 END END AS first_on
    FROM habits h
    CROSS JOIN LATERAL (SELECT coalesce(NOT $6::boolean AND h.settled_on < $3::date
      AND (h.times_a_week IS NULL OR h.settled_week = $4::int), false) AS holds) s
    LEFT JOIN LATERAL (
      SELECT CASE WHEN h.goal = 'AT_MOST' THEN h.made_on
        ELSE (SELECT min(d.date) FROM habit_days d WHERE d.habit_id = h.id) END AS first_on) f ON NOT s.holds
    WHERE h.user_id = $1::uuid AND h.id = ANY($2::uuid[])
  ), anchors AS (
    SELECT id, on_date, lead(on_date) OVER (PARTITION BY id ORDER BY on_date) AS next_date, minutes, skipped
    FROM (
      SELECT c.id, c.first_on - 1 AS on_date, 0 AS minutes, false AS skipped
      FROM chosen c WHERE c.first_on IS NOT NULL
      UNION ALL
      SELECT c.id, d.date, d.minutes, d.skipped FROM chosen c
      JOIN habit_days d ON d.habit_id = c.id AND d.date BETWEEN c.first_on AND $3::date
    ) a
  ), days AS (
    SELECT c.id, c.times, a.on_date + n AS day, n = 0 AND a.skipped AS skipped,
      CASE
        WHEN c.goal IS NULL THEN n = 0 AND a.minutes > 0
        WHEN c.goal = 'AT_LEAST' THEN n = 0 AND a.minutes >= c.goal_minutes
        ELSE (n > 0 OR a.minutes <= c.goal_minutes) AND a.on_date + n >= c.made_on
          AND NOT ($5::boolean AND a.on_date + n = $3::date)
      END AS met
    FROM chosen c JOIN anchors a ON a.id = c.id
    CROSS JOIN LATERAL generate_series(CASE WHEN a.on_date < c.first_on THEN 1 ELSE 0 END,
      least(coalesce(a.next_date, $3::date + 1) - a.on_date - 1, CASE WHEN c.goal = 'AT_MOST' THEN NULL ELSE 7 END)) n
    WHERE extract(isodow FROM a.on_date + n)::int = ANY(c.weekdays)
  ), weeks AS (
    SELECT id, day - (extract(isodow FROM day)::int - $4::int + 7) % 7 AS week,
      times - count(*) FILTER (WHERE skipped) AS wanted, count(*) FILTER (WHERE met AND NOT skipped) AS met_days
    FROM days WHERE times IS NOT NULL GROUP BY id, times, week
  ), units AS (
    SELECT id, day AS unit, met FROM days
    WHERE times IS NULL AND NOT skipped AND (met OR NOT ($5::boolean AND day = $3::date))
    UNION ALL
    SELECT id, week, met_days >= wanted FROM weeks
    WHERE wanted > 0 AND (met_days >= wanted OR NOT ($5::boolean AND week > $3::date - 7))
  ), numbered AS (
    SELECT id, met, count(*) FILTER (WHERE NOT met) OVER (PARTITION BY id ORDER BY unit) AS misses FROM units
  ), runs AS (
    SELECT id, misses, count(*) FILTER (WHERE met)::int AS length FROM numbered GROUP BY id, misses
  ), streaks AS (
    SELECT c.id, c.times IS NOT NULL AS weekly,
      CASE WHEN max(r.misses) > 0 THEN (array_agg(r.length ORDER BY r.misses DESC))[1]
        ELSE c.run + coalesce(max(r.length), 0) END AS current,
      greatest(c.best, max(r.length + CASE WHEN r.misses = 0 THEN c.run ELSE 0 END)) AS best
    FROM chosen c LEFT JOIN runs r ON r.id = c.id GROUP BY c.id, c.times, c.run, c.best
  )`;

/** A habit's streak, and the first date on which it has minutes; null: it has none. */
export interface StreakAndFirst {
  readonly streak: Streak;
  readonly firstOn: string | null;
}

const READ = {
  name: "habits-streaks",
  text: `WITH ${STREAK_FOLD}
    SELECT s.id, s.current, s.best, s.weekly, (SELECT f.date::text FROM habit_days f
      WHERE f.habit_id = s.id AND f.minutes > 0 ORDER BY f.date LIMIT 1) AS "firstOn"
    FROM streaks s`,
};

interface Row {
  readonly id: string;
  readonly current: number;
  readonly best: number;
  readonly weekly: boolean;
  readonly firstOn: string | null;
}

/**
 * The streaks and the first dates of some of a person's habits, in one statement.
 *
 * @returns keyed by the habit's id; habits that are not the person's are missing
 */
export async function readStreaksAndFirsts(
  pool: Pool,
  userId: string,
  ids: readonly string[],
  { today, weekStart }: Calendar,
): Promise<Map<string, StreakAndFirst>> {
  const values = [userId, ids, today, isoWeekday(weekStart), true, false];
  const { rows } = await pool.query<Row>({ ...READ, values });
  return new Map(
    rows.map(({ best, current, firstOn, id, weekly }) => [
      id,
      { streak: { current, best, unit: weekly ? "WEEK" : "DAY" }, firstOn },
    ]),
  );
}
