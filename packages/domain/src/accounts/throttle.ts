const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Failed logins after which an account is locked for an address, and for how long (ms). */
export const LOCK_AFTER = 5;
const LOCK_MS = 15 * MINUTE;
/** Failed logins of an account within an hour after which only known devices may try. */
export const ACCOUNT_LIMIT = { failures: 100, withinMs: 60 * MINUTE } as const;
/** Failed logins from an address, at any accounts, after which the address has to wait. */
export const ADDRESS_LIMIT = { failures: 50, withinMs: 15 * MINUTE } as const;

/**
 * The wait after consecutive failed logins at one account from one address, in milliseconds from the last failure:
 * 0, 0, 30 s, 60 s, then locked for 15 minutes.
 */
export function waitAfterFailures(failures: number): number {
  if (failures >= LOCK_AFTER) return LOCK_MS;
  return Math.max(0, failures - 2) * 30 * SECOND;
}
