import { expect, test } from "vitest";
import { untilNextSecond } from "./ticker.ts";

test("a clock that started 250 ms past the second ticks 250 ms past the second", () => {
  expect(untilNextSecond(10_000, 250)).toBe(251);
  expect(untilNextSecond(10_250, 250)).toBe(1001);
  expect(untilNextSecond(10_999, 250)).toBe(252);
});

test("a clock that starts in the future has the same boundaries", () => {
  expect(untilNextSecond(1000, 1500)).toBe(501);
});
