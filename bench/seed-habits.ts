import { STREAK_FOLD } from "../packages/api/src/habits/streaks/streaks.ts";
import type { Database } from "../packages/api/src/platform/database/open.ts";

/** How many habits a person has, and for how many days up to today each of them has logs. */
export interface HabitSeed {
  readonly habits: number;
  readonly days: number;
}

/** Person 1, person 2, and everybody else. */
export const tenYears: HabitSeed = { habits: 50, days: 3650 };
export const tenDays: HabitSeed = { habits: 50, days: 10 };
const others: HabitSeed = { habits: 5, days: 60 };

// One day in ten has more minutes than the others, one day in twenty is skipped. Goals and schedules vary by habit.
const HABITS = `
  INSERT INTO habits (id, user_id, name, name_key, category, colour, goal, goal_minutes, weekdays, times_a_week,
    rank, made_on, created_at)
  SELECT md5(format('habit %s %s', p, h))::uuid, md5('person ' || p)::uuid, 'Habit ' || h, 'habit ' || h,
    'Category ' || h % 5, (enum_range(NULL::"HabitColour"))[1 + h % 6],
    CASE h % 3 WHEN 0 THEN 'AT_LEAST'::"HabitGoalKind" WHEN 1 THEN 'AT_MOST' END, CASE WHEN h % 3 < 2 THEN 30 END,
    CASE WHEN h % 4 = 1 THEN '{1,3,5}'::smallint[] ELSE '{1,2,3,4,5,6,7}' END, CASE WHEN h % 4 = 2 THEN 3 END,
    h, current_date - days, now() - days * interval '1 day'
  FROM person, generate_series(1, habits) h`;

const LOGS = `
  INSERT INTO habit_logs (id, user_id, habit_id, date, minutes, created_at)
  SELECT gen_random_uuid(), md5('person ' || p)::uuid, md5(format('habit %s %s', p, h))::uuid, current_date - d,
    CASE WHEN (d + h) % 10 = 7 THEN 40 ELSE 20 + (d * 7 + h) % 11 END, now() - d * interval '1 day'
  FROM person, generate_series(0, days - 1) d, generate_series(1, habits) h`;

const DAYS = `
  INSERT INTO habit_days (user_id, habit_id, date, minutes, skipped)
  SELECT user_id, habit_id, date, minutes, extract(doy FROM date)::int % 20 = 0 FROM habit_logs`;

const SETTLE = `WITH ${STREAK_FOLD}
  UPDATE habits h SET settled_on = $3::date, settled_week = $4::int, settled_run = s.current, settled_best = s.best
  FROM streaks s WHERE h.id = s.id`;

/**
 * Fills an empty database with habits, their logs and days, and streaks settled as the product settles them: one person
 * with ten years of logs, one with ten days, and the others up to `people`.
 */
export async function seedHabits({ pool }: Pick<Database, "pool">, people: number): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query("BEGIN");
    // Turns off foreign key checks: the rows are consistent by construction, and the checks take most of the time.
    await connection.query("SET LOCAL session_replication_role = replica");
    await connection.query(
      `CREATE TEMPORARY TABLE person ON COMMIT DROP AS
        SELECT p, CASE p WHEN 1 THEN $2::int WHEN 2 THEN $4::int ELSE $6::int END AS habits,
          CASE p WHEN 1 THEN $3::int WHEN 2 THEN $5::int ELSE $7::int END AS days
        FROM generate_series(1, $1::int) p`,
      [people, ...[tenYears, tenDays, others].flatMap(({ days, habits }) => [habits, days])],
    );
    await connection.query(
      `INSERT INTO users (id, timezone, created_at)
        SELECT md5('person ' || p)::uuid, 'UTC', now() - days * interval '1 day' FROM person`,
    );
    for (const statement of [HABITS, LOGS, DAYS]) await connection.query(statement);
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK");
    throw error;
  } finally {
    connection.release();
  }
  await pool.query("VACUUM ANALYZE");
  const { rows } = await pool.query<{ id: string; ids: string[]; sunday: string }>(
    `SELECT user_id AS id, array_agg(id) AS ids, (date_trunc('week', current_date - 1)::date - 1)::text AS sunday
      FROM habits GROUP BY user_id`,
  );
  for (const { id, ids, sunday } of rows) await pool.query(SETTLE, [id, ids, sunday, 1, false, true]);
  await pool.query("VACUUM ANALYZE habits");
}
