import type { Pool } from "pg";
import type { Habit } from "../generated/prisma/client.ts";
import { selectList } from "../platform/database/columns.ts";

const COLUMNS = selectList("Habit", "h");

const list = (name: string, where: string, order: string) => ({
  name,
  text: `SELECT ${COLUMNS} FROM habits h WHERE h.user_id = $1 AND ${where} ORDER BY ${order}`,
});

const IN_USE = list("habits-in-use", "h.archived_at IS NULL", "h.position, h.id");
const ARCHIVED = list("habits-archived", "h.archived_at IS NOT NULL", "h.archived_at DESC, h.id");

/**
 * A person's habits: those in use in their order, or the archived ones, the latest first. The page loads them first,
 * and a statement written by hand costs a quarter of Prisma's.
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
