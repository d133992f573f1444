import { expect, it } from "vitest";
import { sourceMinutes, stopwatchMinutes } from "./minutes.ts";

const SECOND = 1_000;

it.each([
  [0, 1, 0],
  [29.999, 1, 0],
  [30, 1, 1],
  [60, 1, 1],
  [89.999, 1, 1],
  [90, 2, 2],
  [1_500, 25, 25],
  [86_400, 1_440, 1_440],
])("%d seconds are %i minutes of a stopwatch, and %i of a timer or a session", (seconds, ran, counted) => {
  expect(stopwatchMinutes(seconds * SECOND)).toBe(ran);
  expect(sourceMinutes(seconds * SECOND)).toBe(counted);
});

it("A stopwatch whose clock was set back logs its one minute", () => {
  expect(stopwatchMinutes(-5 * SECOND)).toBe(1);
});
