import type { Pool } from "pg";
import { FROM_JSON, type HabitJson } from "../generated/columns.ts";
import type { Habit } from "../generated/prisma/client.ts";
import { type ChangedRow, changeReader, tellChanges } from "../platform/changes/change-reader.ts";
import type { Batch } from "../platform/streams/pubsub-streams.ts";
import { HABIT_TOPIC } from "./habit-topics.ts";

/** A change of a person's habits, as subscribers are told. */
export interface HabitChangeTold {
  readonly kind: "CREATED" | "CHANGED" | "MOVED" | "DELETED" | "LIST";
  /** The habit as it is now; null: it is deleted, or no single one can be named. */
  readonly habit: Habit | null;
  readonly deletedId: string | null;
}

/**
 * A person's habits as they change. Each call gives what has changed since the last one.
 *
 * @param since epoch milliseconds to start from; null: from now on
 */
export async function followHabits(
  pool: Pool,
  userId: string,
  since: number | null,
): Promise<() => Promise<Batch<HabitChangeTold>>> {
  // Dates and weeks depend on the time zone and on the first day of the week.
  const followed = { topic: HABIT_TOPIC, table: "habits", dependsOnDates: true } as const;
  const reader = await changeReader<HabitJson>(pool, userId, followed, since);
  return tellChanges(reader, habitChange, { kind: "LIST", habit: null, deletedId: null });
}

function habitChange({ id, kinds, row }: ChangedRow<HabitJson>): HabitChangeTold[] {
  if (!row) return [{ kind: "DELETED", habit: null, deletedId: id }];
  const kind = (["CREATED", "MOVED"] as const).find((each) => kinds.has(each)) ?? "CHANGED";
  return [{ kind, habit: FROM_JSON.Habit(row), deletedId: null }];
}
