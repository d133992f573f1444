/** Milliseconds as seconds with millisecond precision, as the schema reports durations. */
export function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}

/** The same for a duration that may be null. */
export function secondsOrNull(ms: number | null): number | null {
  return ms === null ? null : seconds(ms);
}

/** Whole milliseconds of a duration that a client sent in seconds. */
export function milliseconds(length: number): number {
  return Math.round(length * 1000);
}
