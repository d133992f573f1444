import type { Pool } from "pg";
import type { Habit } from "../generated/prisma/client.ts";
import { selectList } from "../platform/database/columns.ts";

const COLUMNS = selectList("Habit", "h");

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
