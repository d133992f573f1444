const MINUTE_MS = 60_000;

/** What a stopwatch logs: the milliseconds it ran, rounded to whole minutes, at least one. */
export function stopwatchMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / MINUTE_MS));
}
