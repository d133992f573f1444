const DAY = 24 * 3_600_000;

/** The lifetimes of a token, in the order in which they are offered; null: until it is revoked. */
export const LIFETIMES = [
  { name: "30 days", days: 30 },
  { name: "90 days", days: 90 },
  { name: "A year", days: 365 },
  { name: "Never", days: null },
] as const;

/** The default: long enough for a quarter's work, short enough that a forgotten token expires. */
export const USUAL_LIFETIME = "90 days";

/**
 * When a token created now expires, as RFC 3339; null: never.
 *
 * @param lifetime the name of one of `LIFETIMES`
 * @param now epoch milliseconds
 * @throws RangeError for any other name
 */
export function expiryOf(lifetime: string, now: number): string | null {
  const chosen = LIFETIMES.find(({ name }) => name === lifetime);
  if (!chosen) throw new RangeError(`Unknown lifetime: ${lifetime}`);
  return chosen.days === null ? null : new Date(now + chosen.days * DAY).toISOString();
}
