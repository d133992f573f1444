/** The value that a share of the values does not exceed: 0.5 for the median, 1 for the maximum; NaN if empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
