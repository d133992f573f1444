import { expect, it } from "vitest";
import { stopwatchMinutes } from "./minutes.ts";

const SECOND = 1_000;

it.each([
  [0, 1],
  [29.999, 1],
  [30, 1],
  [60, 1],
  [89.999, 1],
  [90, 2],
  [1_500, 25],
  [86_400, 1_440],
])("After %d seconds a stopwatch logs %i minutes", (seconds, minutes) => {
  expect(stopwatchMinutes(seconds * SECOND)).toBe(minutes);
});

it("A stopwatch whose clock was set back logs one minute", () => {
  expect(stopwatchMinutes(-5 * SECOND)).toBe(1);
});
