import { RESTORABLE_DAYS, RestoreTooLate } from "../failures.ts";
import type { Purge } from "./purge.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Refuses to bring back what was deleted too long ago.
 *
 * @param deletedAt when it was deleted, epoch milliseconds
 * @param now epoch milliseconds
 * @throws RestoreTooLate
 */
export function refuseLateRestore(deletedAt: number, now: number): void {
  if (now - deletedAt > RESTORABLE_DAYS * DAY_MS) throw new RestoreTooLate();
}

/**
 * Lets the deleted rows of a table go for good once nobody can bring them back.
 *
 * @param table has a column `deleted_at`, null where the row stands
 * @param condition SQL over the row that a row must meet as well; left out: none
 */
export function purgeDeleted(table: string, condition?: string): Purge {
  const name = `deleted ${table.replaceAll("_", " ")}`;
  return { name, table, age: "deleted_at", days: RESTORABLE_DAYS, ...(condition ? { condition } : {}) };
}
