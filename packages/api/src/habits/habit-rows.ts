import type { Pool } from "pg";
import type { Habit } from "../generated/prisma/client.ts";

/** A row as Prisma gives it: dates as midnights in UTC, which is the session's zone, where the driver takes its own. */
const COLUMNS = `h.id, h.user_id AS "userId", h.version, h.name, h.name_key AS "nameKey", h.category, h.colour, h.goal,
  h.goal_minutes AS "goalMinutes", h.weekdays, h.times_a_week AS "timesAWeek", h.position,
  h.made_on::timestamptz AS "madeOn", h.created_at AS "createdAt", h.archived_at AS "archivedAt",
  h.stopwatch_at AS "stopwatchAt", h.settled_on::timestamptz AS "settledOn", h.settled_week AS "settledWeek",
  h.settled_run AS "settledRun", h.settled_best AS "settledBest"`;

const list = (name: string, where: string, order: string) => ({
  name,
  text: `SELECT ${COLUMNS} FROM habits h WHERE h.user_id = $1 AND ${where} ORDER BY ${order}`,
});

const IN_USE = list("habits-in-use", "h.archived_at IS NULL", "h.position, h.id");
const ARCHIVED = list("habits-archived", "h.archived_at IS NOT NULL", "h.archived_at DESC, h.id");

/**
 * A person's habits: those in use in their order, or the archived ones, the latest first. The page begins with them,
 * and a statement of our own costs a quarter of Prisma's.
 */
export async function readHabits(pool: Pool, userId: string, archived: boolean): Promise<Habit[]> {
  const { rows } = await pool.query<Habit>({ ...(archived ? ARCHIVED : IN_USE), values: [userId] });
  return rows;
}

/** Some of a person's habits, archived or not; keyed by their ids. */
export async function readSomeHabits(
  pool: Pool,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, Habit>> {
  const { rows } = await pool.query<Habit>({
    name: "habits-some",
    text: `SELECT ${COLUMNS} FROM habits h WHERE h.user_id = $1 AND h.id = ANY($2::uuid[])`,
    values: [userId, ids],
  });
  return new Map(rows.map((habit) => [habit.id, habit]));
}
