/** The assumed maximum delay of a pushed message, within which it does not correct the clock estimate. */
export const PUSH_DELAY_MS = 2000;

/**
 * The server's clock minus this device's, in milliseconds, updated after an answer. The server's present time is
 * between the time at which the answer was written and one round trip later. Within those bounds the known value
 * stays, so that network delays do not make a countdown jump.
 *
 * @param known the previous value; null before the first answer
 * @param writtenAt when the server wrote the answer, by its clock, epoch milliseconds
 * @param heardAt when the answer arrived, by this device's clock, epoch milliseconds
 * @param tookMs the round-trip time
 */
export function aheadAfter(known: number | null, writtenAt: number, heardAt: number, tookMs: number): number {
  const least = writtenAt - heardAt;
  const most = least + tookMs;
  return known === null ? least + tookMs / 2 : Math.min(most, Math.max(least, known));
}
