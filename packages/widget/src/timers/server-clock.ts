/** How late a message that nobody asked for may come and still be believed without a correction. */
export const PUSH_DELAY_MS = 2000;

/**
 * The server's clock minus this device's, in milliseconds, after an answer. The server's present time is not
 * before the answer was written and not later than the way there and back after it; within those bounds what
 * was known stays, so that the network's delays do not make a countdown jump.
 *
 * @param known from earlier answers; null before the first
 * @param writtenAt when the server wrote it, by its own clock; epoch milliseconds
 * @param heardAt when it arrived, by this device's clock
 * @param tookMs from asking to hearing
 */
export function aheadAfter(known: number | null, writtenAt: number, heardAt: number, tookMs: number): number {
  const least = writtenAt - heardAt;
  const most = least + tookMs;
  return known === null ? least + tookMs / 2 : Math.min(most, Math.max(least, known));
}
