/** Seconds with the millisecond's precision, as the schema tells lengths. */
export function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}

/** The same where there may be none. */
export function secondsOrNull(ms: number | null): number | null {
  return ms === null ? null : seconds(ms);
}

/** Whole milliseconds of a length that a client said in seconds. */
export function milliseconds(length: number): number {
  return Math.round(length * 1000);
}
