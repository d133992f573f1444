import { RESTORABLE_DAYS, RestoreTooLate } from "../failures.ts";

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
