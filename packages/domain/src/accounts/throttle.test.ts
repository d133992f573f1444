import { expect, test } from "vitest";
import { waitAfterFailures } from "./throttle.ts";

test.each([
  [0, 0],
  [1, 0],
  [2, 0],
  [3, 30],
  [4, 60],
  [5, 900],
  [500, 900],
])("after %i failures the wait is %i seconds", (failures, seconds) => {
  expect(waitAfterFailures(failures) / 1000).toBe(seconds);
});
