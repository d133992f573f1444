import { expect, it } from "vitest";
import { addDays } from "../time/calendar-date.ts";
import { enoughData } from "./enough.ts";

it("First logged on 17 November and seen on the 20th: 4 of 7 days, enough from the 24th on", () => {
  expect(enoughData("2026-11-17", "2026-11-20")).toEqual({
    hasEnoughData: false,
    daysOfData: 4,
    enoughDataOn: "2026-11-24",
  });
});

it("The seven days include the first log's own, and there is enough data on the day after the last", () => {
  const seen = Array.from({ length: 10 }, (_, days) => enoughData("2026-11-17", addDays("2026-11-17", days)));
  expect(seen.map(({ daysOfData }) => daysOfData)).toEqual([1, 2, 3, 4, 5, 6, 7, 7, 7, 7]);
  expect(seen.map(({ hasEnoughData }) => hasEnoughData)).toEqual([...Array(7).fill(false), true, true, true]);
  for (const { daysOfData, hasEnoughData } of seen) if (hasEnoughData) expect(daysOfData).toBe(7);
});

it("A span that ends before the first log has passed no days, and says when there will be enough data", () => {
  expect(enoughData("2026-11-17", "2026-11-10")).toEqual({
    hasEnoughData: false,
    daysOfData: 0,
    enoughDataOn: "2026-11-24",
  });
});

it("Without a log no days have passed, and no date is given", () => {
  expect(enoughData(null, "2026-11-20")).toEqual({ hasEnoughData: false, daysOfData: 0, enoughDataOn: null });
});

it.each([
  ["a leap day", "2028-02-25", "2028-03-03"],
  ["no leap day", "2026-02-25", "2026-03-04"],
  ["the turn of a year", "2026-12-28", "2027-01-04"],
])("Across %s the seven days are calendar dates", (_what, first, enoughDataOn) => {
  expect(enoughData(first, first).enoughDataOn).toBe(enoughDataOn);
  expect(enoughData(first, addDays(enoughDataOn, -1)).hasEnoughData).toBe(false);
  expect(enoughData(first, enoughDataOn).hasEnoughData).toBe(true);
});
