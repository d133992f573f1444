import type { Change } from "../platform/changes/change.ts";

// A person's open tasks have the positions 0, 1, 2 … without gaps. The lock on the person's row keeps others from
// counting or moving them. Tasks that only move keep their version, because none of their own fields has changed.

/** How many open tasks the person has. */
export async function openCount({ transaction, userId }: Change): Promise<number> {
  return transaction.task.count({ where: { userId, completedAt: null, deletedAt: null } });
}

/** Closes the gap that an open task leaves behind. */
export async function leavePlace({ transaction, userId }: Change, position: number): Promise<void> {
  await transaction.$executeRaw`
    UPDATE tasks SET position = position - 1
    WHERE user_id = ${userId}::uuid AND completed_at IS NULL AND deleted_at IS NULL AND position > ${position}`;
}

/** Makes room for a task that becomes open. @returns its position, at most the end of the list */
export async function takePlace(change: Change, wanted: number): Promise<number> {
  const { transaction, userId } = change;
  const position = Math.min(wanted, await openCount(change));
  await transaction.$executeRaw`
    UPDATE tasks SET position = position + 1
    WHERE user_id = ${userId}::uuid AND completed_at IS NULL AND deleted_at IS NULL AND position >= ${position}`;
  return position;
}

/** Shifts the tasks between two positions, so that an open task can move between them. @returns its new position */
export async function moveTo(change: Change, from: number, wanted: number): Promise<number> {
  const { transaction, userId } = change;
  const to = Math.min(wanted, (await openCount(change)) - 1);
  const step = to > from ? -1 : 1;
  await transaction.$executeRaw`
    UPDATE tasks SET position = position + ${step}
    WHERE user_id = ${userId}::uuid AND completed_at IS NULL AND deleted_at IS NULL
      AND position BETWEEN ${Math.min(from, to)} AND ${Math.max(from, to)} AND position <> ${from}`;
  return to;
}
