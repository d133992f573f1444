import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import type { DatabaseHandle } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { goalColumns, scheduleColumns } from "../habit-model.ts";

/** What a habit on record has besides its days. */
interface Filed {
  /** Empty: none. */
  readonly category?: string;
  readonly isArchived?: boolean;
}

/** A person's row, with no other data. @param timezone an IANA name @returns their id */
export async function aPersonOnRecord({ prisma }: DatabaseHandle, timezone = "UTC"): Promise<string> {
  const { id } = await prisma.user.create({ data: { id: newId(Date.now()), timezone } });
  return id;
}

/**
 * A habit with its logs and days on any dates, as if kept for a long time. It bypasses the services, whose clock is the
 * database's. Its streaks are not settled.
 *
 * @returns its id
 */
export async function aHabitOnRecord(
  { pool, prisma }: DatabaseHandle,
  userId: string,
  { category = "", goal, isArchived = false, logs, madeOn, schedule, skips }: HabitHistory & Filed,
): Promise<string> {
  const id = newId(Date.now());
  const made = new Date(`${madeOn}T00:00:00Z`);
  await prisma.habit.create({
    data: {
      ...{ id, userId, category, name: id, nameKey: id, colour: "TEAL", rank: 1 },
      ...goalColumns(goal),
      ...scheduleColumns(schedule),
      ...{ madeOn: made, createdAt: made, archivedAt: isArchived ? made : null },
    },
  });
  await pool.query(
    `INSERT INTO habit_logs (id, user_id, habit_id, date, minutes, created_at)
     SELECT gen_random_uuid(), $1, $2, date, minutes, date FROM unnest($3::date[], $4::int[]) l(date, minutes)`,
    [userId, id, logs.map(({ date }) => date), logs.map(({ minutes }) => minutes)],
  );
  await pool.query(
    `INSERT INTO habit_days (user_id, habit_id, date, minutes, skipped)
     SELECT $1, $2, date, coalesce(sum(minutes), 0), bool_or(skipped) FROM (
       SELECT date, minutes, false AS skipped FROM habit_logs WHERE habit_id = $2
       UNION ALL SELECT date, NULL, true FROM unnest($3::date[]) s(date)) d
     GROUP BY date`,
    [userId, id, skips],
  );
  return id;
}
