import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import { type Interval, merged, totalMs } from "./interval.ts";

const intervals = fc
  .array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 8 })
  .map((pairs) => pairs.map(([from, length]): Interval => ({ from, to: from + length })));

/** Every millisecond that any of them covers. */
function covered(list: readonly Interval[]): number[] {
  const all = list.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
  return [...new Set(all)].sort((a, b) => a - b);
}

describe("intervals", () => {
  it("merge into the same time without overlapping, touching or empty ones: [5,9] [1,3] [2,5] [7,7] is [1,9]", () => {
    const [a, b, c, d] = [
      { from: 5, to: 9 },
      { from: 1, to: 3 },
      { from: 2, to: 5 },
      { from: 7, to: 7 },
    ];
    expect(merged([a, b, c, d])).toEqual([{ from: 1, to: 9 }]);
  });

  it("cover the same time after merging as before", () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const result = merged(list);
        expect(covered(result)).toEqual(covered(list));
        expect(totalMs(result)).toBe(covered(list).length);
        for (const [index, { from, to }] of result.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBeGreaterThan(result[index - 1]?.to ?? from);
        }
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("add up to the sum of their lengths", () => {
    expect(totalMs([])).toBe(0);
    expect(
      totalMs([
        { from: 10, to: 15 },
        { from: 20, to: 20 },
        { from: 30, to: 31 },
      ]),
    ).toBe(6);
  });
});
