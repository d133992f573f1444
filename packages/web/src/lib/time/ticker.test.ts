import { expect, test } from "vitest";
import { untilNextSecond } from "./ticker.ts";

test("the next second of a clock that began at 250 ms past is 250 ms past the next", () => {
  expect(untilNextSecond(10_000, 250)).toBe(251);
  expect(untilNextSecond(10_250, 250)).toBe(1001);
  expect(untilNextSecond(10_999, 250)).toBe(252);
});

test("a clock that begins in the future counts down to its boundary too", () => {
  expect(untilNextSecond(1000, 1500)).toBe(501);
});
