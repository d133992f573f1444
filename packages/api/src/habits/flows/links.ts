import type { Pool } from "pg";
import type { HabitLink, HabitSource } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import { startFollowing } from "../../platform/changes/consumers.ts";
import { selectList } from "../../platform/database/columns.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import type { HabitsContext } from "../context.ts";
import { HabitArchived, TooManyLinks } from "../errors.ts";
import { ownHabit } from "../habit-model.ts";
import { HABIT_TOPIC } from "../habit-topics.ts";
import { COUNTING } from "./flows.ts";

/** Of one habit. They are read all at once. */
const MOST_LINKS = 100;

/** A new link. */
export interface NewLink {
  readonly habitId: string;
  readonly source: HabitSource;
  /** The task whose timer counts; set only for the source TASK. */
  readonly taskId: string | null;
}

/**
 * Makes sessions or timers that end from now on count towards a habit. An existing link stays as it is.
 *
 * @throws NotFound, HabitArchived, TooManyLinks
 */
export async function linkHabit(context: HabitsContext, input: NewLink): Promise<HabitLink> {
  return makeChange(context, async (change) => {
    const { changed, now, sequence, transaction, userId } = change;
    const { habitId, source, taskId } = input;
    if ((await ownHabit(change, habitId)).archivedAt) throw new HabitArchived();
    if (taskId !== null) {
      const where = { userId_id: { userId, id: taskId }, deletedAt: null };
      if (!(await transaction.task.findUnique({ where, select: { id: true } })))
        throw new NotFound("This task");
    }
    const present = await transaction.habitLink.findFirst({ where: { userId, habitId, source, taskId } });
    if (present) return present;
    if ((await transaction.habitLink.count({ where: { userId, habitId } })) >= MOST_LINKS)
      throw new TooManyLinks(MOST_LINKS);
    // From the person's next change on: what ended before does not count.
    await startFollowing(transaction, userId, sequence, COUNTING);
    changed(HABIT_TOPIC, habitId);
    return transaction.habitLink.create({
      data: { id: newId(now), userId, habitId, source, taskId, createdAt: new Date(now) },
    });
  });
}

/** Removes a link; existing logs stay. @returns the removed link @throws NotFound */
export async function unlinkHabit(context: HabitsContext, id: string): Promise<HabitLink> {
  return makeChange(context, async ({ changed, transaction, userId }) => {
    const where = { userId_id: { userId, id } };
    const link = await transaction.habitLink.findUnique({ where });
    if (!link) throw new NotFound("This link");
    await transaction.habitLink.delete({ where });
    changed(HABIT_TOPIC, link.habitId);
    return link;
  });
}

const COLUMNS = selectList("HabitLink", "l");

/** The links of some of a person's habits, oldest first. */
export async function readLinks(
  pool: Pool,
  userId: string,
  habitIds: readonly string[],
): Promise<HabitLink[]> {
  const { rows } = await pool.query<HabitLink>({
    name: "habits-links",
    text: `SELECT ${COLUMNS} FROM habit_links l
      WHERE l.user_id = $1 AND l.habit_id = ANY($2::uuid[]) ORDER BY l.created_at, l.id`,
    values: [userId, habitIds],
  });
  return rows;
}
