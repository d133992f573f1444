import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import { formatDifference, formatDuration, formatElapsed } from "./duration.ts";

describe("a duration", () => {
  it.each([
    [0, "00:00"],
    [499, "00:00"],
    [1_000, "00:01"],
    [59_000, "00:59"],
    [330_000, "05:30"],
    [565_500, "09:26"],
    [3_599_000, "59:59"],
    [3_600_000, "1:00:00"],
    [3_661_000, "1:01:01"],
    [36_000_000, "10:00:00"],
    [90_061_000, "25:01:01"],
  ])("of %d ms prints as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    ["half a second to none", 500, "00:00"],
    ["a second and a half to two", 1_500, "00:02"],
    ["460.5 s to 460", 460_500, "07:40"],
    ["461.5 s to 462", 461_500, "07:42"],
    ["just over a half up", 460_501, "07:41"],
  ])("rounds halves to the even second: %s", (_, ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [59_500, "01:00"],
    [59_999, "01:00"],
    [359_600, "06:00"],
    [3_599_500, "1:00:00"],
    [3_599_499, "59:59"],
    [7_199_600, "2:00:00"],
  ])("of %d ms is rounded before it is divided: %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("never shows 60 seconds or minutes, and reads back to within half a second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000_000 }), (ms) => {
        const parts = formatDuration(ms).split(":").map(Number);
        const [seconds = 0, minutes = 0, hours = 0] = parts.toReversed();
        expect(seconds).toBeLessThan(60);
        expect(minutes).toBeLessThan(60);
        expect(parts.length).toBe(hours > 0 ? 3 : 2);
        expect(Math.abs((hours * 3600 + minutes * 60 + seconds) * 1000 - ms)).toBeLessThanOrEqual(500);
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe("a difference", () => {
  it.each([
    [25_000, "+00:25"],
    [-20_000, "−00:20"],
    [-3_600_000, "−1:00:00"],
    [400, "±00:00"],
    [-400, "±00:00"],
    [0, "±00:00"],
    [59_600, "+01:00"],
    [-59_600, "−01:00"],
  ])("of %d ms prints as %s", (ms, text) => {
    expect(formatDifference(ms)).toBe(text);
  });
});

describe("a running clock", () => {
  it.each([
    [999, "00:00"],
    [1_000, "00:01"],
    [59_999, "00:59"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [-5, "00:00"],
  ])("at %d ms shows whole seconds that have passed: %s", (ms, text) => {
    expect(formatElapsed(ms)).toBe(text);
  });
});
