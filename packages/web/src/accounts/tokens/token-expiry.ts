const DAY = 24 * 3_600_000;

/** How long a token may hold, in the order in which it is offered; null: until it is revoked. */
export const LIFETIMES = [
  { name: "30 days", days: 30 },
  { name: "90 days", days: 90 },
  { name: "A year", days: 365 },
  { name: "Never", days: null },
] as const;

/** What is chosen before anybody chooses: long enough for a quarter's work, short enough to be forgotten. */
export const USUAL_LIFETIME = "90 days";

/**
 * When a token made now ends, as RFC 3339; null: never.
 *
 * @param lifetime the name of one of `LIFETIMES`
 * @param now epoch milliseconds
 * @throws RangeError for a name that is not offered
 */
export function expiryOf(lifetime: string, now: number): string | null {
  const chosen = LIFETIMES.find(({ name }) => name === lifetime);
  if (!chosen) throw new RangeError(`There is no lifetime ${lifetime}`);
  return chosen.days === null ? null : new Date(now + chosen.days * DAY).toISOString();
}
