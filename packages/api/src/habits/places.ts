import type { HabitsChange } from "./context.ts";

// Habits in use have the positions 0, 1, 2 … without gaps. The lock on the person's row keeps others from moving them.

/** The ids of a person's habits in use, in their order. */
export async function habitOrder({ transaction, userId }: HabitsChange): Promise<string[]> {
  const where = { userId, archivedAt: null };
  const orderBy = [{ position: "asc" as const }, { id: "asc" as const }];
  return (await transaction.habit.findMany({ where, orderBy, select: { id: true } })).map(({ id }) => id);
}

/** Puts habits in this order, without raising their versions. */
export async function placeHabits(
  { transaction, userId }: HabitsChange,
  ids: readonly string[],
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE habits h SET position = p.place - 1
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY p(id, place)
    WHERE h.user_id = ${userId}::uuid AND h.id = p.id AND h.position <> p.place - 1`;
}
