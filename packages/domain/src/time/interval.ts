/** A stretch of time between two instants in epoch milliseconds; `from ≤ to`, the end is exclusive. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The sum of the lengths of `intervals` in milliseconds; overlaps count twice. */
export function totalMs(intervals: readonly Interval[]): number {
  let total = 0;
  for (const { from, to } of intervals) total += to - from;
  return total;
}

/**
 * The same time covered by disjoint, ascending, non-empty intervals.
 * Worked example: [5,9] [1,3] [2,5] [7,7] → [1,9].
 */
export function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  const ascending = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  for (const interval of ascending) {
    const last = result.at(-1);
    if (last && interval.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, interval.to) };
    } else {
      result.push(interval);
    }
  }
  return result;
}
