import { expect, test } from "vitest";
import { barAt, barReached } from "./bar-choice.ts";

test("a point is in one bar's slot, or outside all of them", () => {
  expect([0, 0.99, 1, 4.5].map((at) => barAt(at, 5))).toEqual([0, 0, 1, 4]);
  expect([-0.1, 5, 9].map((at) => barAt(at, 5))).toEqual([null, null, null]);
});

test("arrows go from bar to bar and stop at the ends", () => {
  expect(barReached("ArrowRight", 2, 5)).toBe(3);
  expect(barReached("ArrowLeft", 2, 5)).toBe(1);
  expect(barReached("ArrowRight", 4, 5)).toBe(4);
  expect(barReached("ArrowLeft", 0, 5)).toBe(0);
});

test("Home and End go to the ends, and other keys do nothing", () => {
  expect(barReached("Home", 3, 5)).toBe(0);
  expect(barReached("End", 1, 5)).toBe(4);
  expect(barReached("n", 1, 5)).toBeNull();
});

test("from a removed bar, keys go to the last remaining one", () => {
  expect(barReached("ArrowRight", 7, 3)).toBe(2);
  expect(barReached("ArrowLeft", 7, 3)).toBe(2);
  expect(barReached("End", 0, 0)).toBeNull();
});
