import { RESTORABLE_DAYS, RestoreTooLate } from "../failures.ts";
import type { Purge } from "./purge.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Refuses to restore a row that was deleted too long ago.
 *
 * @param deletedAt when it was deleted, epoch milliseconds
 * @param now epoch milliseconds
 * @throws RestoreTooLate
 */
export function refuseLateRestore(deletedAt: number, now: number): void {
  if (deletedAt < restorableSince(now).getTime()) throw new RestoreTooLate();
}

/** What was deleted at this instant or later can still be restored. @param now epoch milliseconds */
export function restorableSince(now: number): Date {
  return new Date(now - RESTORABLE_DAYS * DAY_MS);
}

/**
 * Purges a table's deleted rows once nobody can restore them.
 *
 * @param table has a column `deleted_at`, null while the row is not deleted
 * @param condition SQL over the row that must also hold; omitted: none
 */
export function purgeDeleted(table: string, condition?: string): Purge {
  const name = `deleted ${table.replaceAll("_", " ")}`;
  return { name, table, age: "deleted_at", days: RESTORABLE_DAYS, ...(condition ? { condition } : {}) };
}
