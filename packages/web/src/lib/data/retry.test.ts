import { expect, test } from "vitest";
import { retryWaitMs } from "./retry.ts";

test("waits double up to thirty seconds and stay there", () => {
  expect([0, 1, 2, 6, 50].map((attempt) => retryWaitMs(attempt, 0.999_999))).toEqual(
    [500, 1000, 2000, 30_000, 30_000].map((ms) => expect.closeTo(ms, -1)),
  );
});

test("no wait is shorter than half its step, whatever the random number", () => {
  expect(retryWaitMs(2, 0)).toBe(1000);
});
