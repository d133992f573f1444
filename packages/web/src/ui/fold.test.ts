import { expect, test } from "vitest";
import { milliseconds } from "./fold.ts";

test("a CSS time is read in either unit", () => {
  expect(["220ms", " .22s", "1s", "0s", "0"].map(milliseconds)).toEqual([220, 220, 1000, 0, 0]);
});

test("an empty time is zero", () => {
  expect(milliseconds("")).toBe(0);
});
