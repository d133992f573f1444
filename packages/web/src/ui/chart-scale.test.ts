import { expect, test } from "vitest";
import { barPath, verticalScale } from "./chart-scale.ts";

const axis = (largest: number) => verticalScale({ largest, steps: [10, 20, 30], most: 3, from: 200, to: 20 });

test("an axis has the smallest step that fits the largest value", () => {
  expect(axis(57).lines.map((line) => line.value)).toEqual([0, 20, 40, 60]);
  expect(axis(61).lines.map((line) => line.value)).toEqual([0, 30, 60, 90]);
});

test("an axis grows beyond its largest step", () => {
  expect(axis(200).top).toBe(270);
});

test("an axis without values still has a top", () => {
  expect(axis(0).lines.map((line) => line.value)).toEqual([0, 10]);
});

test("zero is at the base and the top value at the top", () => {
  const { y, top } = axis(57);
  expect([y(0), y(top)]).toEqual([200, 20]);
});

test("a bar of no height is not drawn", () => {
  expect(barPath(0, 10, 200, 200)).toBe("");
  expect(barPath(0, 10, 200, 100)).toContain("M0 200");
});
