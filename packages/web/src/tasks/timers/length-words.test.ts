import { describe, expect, it } from "vitest";
import { estimateWords, lengthWords, readLength, writeLength } from "./length-words.ts";

describe("a length in words", () => {
  it.each([
    [1500, "25 min"],
    [3600, "1 h"],
    [7800, "2 h 10"],
    [86_400, "24 h"],
    [90, "90 s"],
    [60, "1 min"],
    [120, "2 min"],
    [150, "2 min 30 s"],
    [3661, "1 h 1 min 1 s"],
    [3601, "1 h 0 min 1 s"],
    [0, "0 min"],
  ])("of %i seconds is %s", (seconds, words) => {
    expect(lengthWords(seconds)).toBe(words);
  });
});

describe("an estimate", () => {
  it("stands alone until the timer has run", () => {
    expect(estimateWords(2700, 0)).toBe("45 min");
    expect(estimateWords(null, 0.4)).toBe("no length");
  });

  it("is followed by the time that ran", () => {
    expect(estimateWords(2700, 760.9)).toBe("45 min · ran 12:40");
    expect(estimateWords(null, 4000)).toBe("no length · ran 1:06:40");
  });
});

describe("a typed length", () => {
  it.each([1, 59, 60, 90, 1500, 3600, 3660, 5400, 86_400])(
    "of %i seconds is read as it was written",
    (seconds) => {
      expect(readLength(writeLength(seconds), 0)).toEqual({ seconds });
    },
  );

  it("may be none at all", () => {
    expect(readLength("  ", 0)).toEqual({ seconds: null });
    expect(writeLength(null)).toBe("");
  });

  it("is in minutes without a unit", () => {
    expect(readLength("25", 0)).toEqual({ seconds: 1500 });
  });

  it("may reach until a time of day", () => {
    expect(readLength("until 16:00", 15 * 3_600_000)).toEqual({ seconds: 3600 });
  });

  it.each(["soon", "25x", "0m", "25h", "an hour 25m"])("is refused as %s", (text) => {
    expect(readLength(text, 0)).toHaveProperty("refusal");
  });
});
