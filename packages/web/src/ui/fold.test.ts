import { expect, test } from "vitest";
import { milliseconds } from "./fold.ts";

test("a time of the style sheet is read in either unit", () => {
  expect(["220ms", " .22s", "1s", "0s", "0"].map(milliseconds)).toEqual([220, 220, 1000, 0, 0]);
});

test("no time at all is none", () => {
  expect(milliseconds("")).toBe(0);
});
