const MINUTE_MS = 60_000;

/** What a stopwatch logs: the nearest whole minute of the milliseconds it ran, and one at least. */
export function stopwatchMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / MINUTE_MS));
}
