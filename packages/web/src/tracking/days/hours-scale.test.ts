import { expect, test } from "vitest";
import { hoursScale } from "./hours-scale.ts";

const lines = (longest: number, narrow = false) =>
  hoursScale([0, longest, 12], narrow, 200, 20).lines.map((line) => line.value);

test("a day without long questions has an axis of one hour", () => {
  expect(lines(0)).toEqual([0, 20, 40, 60]);
  expect(lines(57)).toEqual([0, 20, 40, 60]);
  expect(lines(57, true)).toEqual([0, 30, 60]);
});

test("seconds beyond the hour do not stretch the axis", () => {
  expect(lines(60.4)).toEqual([0, 20, 40, 60]);
});

test("a minute beyond the hour extends the axis to the next even steps", () => {
  expect(lines(61)).toEqual([0, 25, 50, 75]);
  expect(lines(61, true)).toEqual([0, 40, 80]);
});

test("longer questions extend the axis further", () => {
  expect(lines(76)).toEqual([0, 30, 60, 90]);
  expect(lines(130)).toEqual([0, 50, 100, 150]);
  expect(lines(400)).toEqual([0, 180, 360, 540]);
});
