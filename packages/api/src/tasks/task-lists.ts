import { WATCHED_STATUSES } from "@pacekeeper/domain/tasks/timer";
import type { Pool } from "pg";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Listing } from "../platform/paging/listing.ts";

/** The most timers in the list of watched ones. */
export const MOST_SHOWN = 50;

/** The open tasks in their order, then the completed ones, the latest first. */
export const TASKS: Listing = {
  name: "tasks",
  columns: [
    { field: "completedAt", kind: "instant", direction: "desc", nulls: "first" },
    { field: "rank", kind: "float", direction: "asc" },
    { field: "id", kind: "uuid", direction: "asc" },
  ],
};

/**
 * The condition of a search: the literal text, including `%` and `_`.
 *
 * @param inDescriptions false for whoever may not read them: what is found would tell their content
 */
export function containing(search: string, inDescriptions: boolean): Prisma.TaskWhereInput {
  if (search === "") return {};
  const text = { contains: search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  return inDescriptions ? { OR: [{ title: text }, { description: text }] } : { title: text };
}

/** Finds the timers that a person watches: the next to end first, then paused ones, then ended ones. */
export function shownTimers(userId: string) {
  return {
    where: {
      userId,
      status: { in: [...WATCHED_STATUSES] },
      task: { deletedAt: null, completedAt: null },
    },
    orderBy: [{ endsAt: { sort: "asc", nulls: "last" } }, { status: "asc" }, { startedAt: "asc" }],
    take: MOST_SHOWN,
  } satisfies Prisma.TimerFindManyArgs;
}

/** Counts and lengths of a person's tasks; milliseconds. */
export interface TaskTotals {
  readonly open: number;
  readonly openMs: number;
  readonly completed: number;
  readonly completedThisWeek: number;
}

/** @param weekStartsAt epoch milliseconds */
export async function taskTotals(pool: Pool, userId: string, weekStartsAt: number): Promise<TaskTotals> {
  const { rows } = await pool.query<TaskTotals>({
    name: "tasks-totals",
    text: `SELECT count(*) FILTER (WHERE completed_at IS NULL)::int AS open,
        coalesce(sum(length_ms) FILTER (WHERE completed_at IS NULL), 0) AS "openMs",
        count(completed_at)::int AS completed,
        count(*) FILTER (WHERE completed_at >= $2)::int AS "completedThisWeek"
      FROM tasks WHERE user_id = $1 AND deleted_at IS NULL`,
    values: [userId, new Date(weekStartsAt)],
  });
  return rows[0] ?? { open: 0, openMs: 0, completed: 0, completedThisWeek: 0 };
}
