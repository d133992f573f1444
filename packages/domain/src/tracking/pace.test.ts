import { describe, expect, it } from "vitest";
import { addTotals, NOTHING, paceOf, paceScore } from "./pace.ts";

/** The pace of ten questions whose average is `ratio` of a target of 1,000 s. */
const paceAt = (ratio: number) =>
  paceOf({ questionCount: 10, rawMs: 0, activeMs: ratio * 10_000_000, targetMs: 10_000_000 });

describe("pace", () => {
  it.each([
    [0, "way too fast (<50%)", "⚡🐇"],
    [0.4999, "way too fast (<50%)", "⚡🐇"],
    [0.5, "fast (50–70%)", "🐇"],
    [0.6999, "fast (50–70%)", "🐇"],
    [0.7, "slightly fast", "🙂"],
    [0.8999, "slightly fast", "🙂"],
    [0.9, "on target", "💜✅"],
    [1, "on target", "💜✅"],
    [1.0999, "on target", "💜✅"],
    [1.1, "a bit slow", "🐢"],
    [1.2999, "a bit slow", "🐢"],
    [1.3, "slow", "🐌"],
    [40, "slow", "🐌"],
  ])("at %d of the target is %s", (ratio, label, emoji) => {
    expect(paceAt(ratio)).toMatchObject({ label, emoji });
    expect(paceAt(ratio).ratio).toBeCloseTo(ratio, 10);
  });

  it.each([
    [0.5, 55],
    [0.7, 70],
    [0.9, 89],
    [1, 100],
    [1.3, 70],
    [2, 30],
    [3, 9],
    [0, 30],
    [100, 0],
  ])("at %d scores %d", (ratio, score) => {
    expect(paceScore(ratio)).toBe(score);
    expect(paceAt(ratio).score).toBe(score);
  });

  it.each([
    ["no questions", NOTHING],
    ["a target of zero", { questionCount: 3, rawMs: 9, activeMs: 9, targetMs: 0 }],
    ["a target below zero", { questionCount: 3, rawMs: 9, activeMs: 9, targetMs: -1 }],
  ])("with %s is NONE, with a score of 0", (_, totals) => {
    expect(paceOf(totals)).toEqual({
      level: "NONE",
      ratio: null,
      label: "No questions",
      emoji: "😴",
      score: 0,
    });
  });

  it("of several questions weighs each with its own target: 100 s of 100 and 300 s of 500 are 400 of 600", () => {
    const one = { questionCount: 1, rawMs: 120_000, activeMs: 100_000, targetMs: 100_000 };
    const other = { questionCount: 1, rawMs: 300_000, activeMs: 300_000, targetMs: 500_000 };
    const both = addTotals(one, other);
    expect(both).toEqual({ questionCount: 2, rawMs: 420_000, activeMs: 400_000, targetMs: 600_000 });
    expect(paceOf(both).ratio).toBeCloseTo(2 / 3, 12);
    expect(paceOf(both).label).toBe("fast (50–70%)");
  });
});
