import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  datesOfMonth,
  isCalendarDate,
  placeInWeek,
  startOfWeek,
} from "./calendar-date.ts";

test("days pass month ends, leap days and daylight saving alike", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
});

test("months pass the year's end, and a 31st does not skip one", () => {
  expect(addMonths("2026-11-20", 2)).toBe("2027-01");
  expect(addMonths("2026-01-31", 1)).toBe("2026-02");
  expect(addMonths("2026-01-31", -1)).toBe("2025-12");
});

test("a week begins on the chosen weekday", () => {
  expect(startOfWeek("2026-11-20", "MONDAY")).toBe("2026-11-16");
  expect(startOfWeek("2026-11-20", "SATURDAY")).toBe("2026-11-14");
  expect(startOfWeek("2026-11-15", "SUNDAY")).toBe("2026-11-15");
  expect(placeInWeek("2026-11-15", "MONDAY")).toBe(6);
});

test("a month has its own number of days", () => {
  expect(datesOfMonth("2026-02")).toHaveLength(28);
  expect(datesOfMonth("2026-11").at(-1)).toBe("2026-11-30");
});

test("a date that does not exist is not one", () => {
  expect(isCalendarDate("2026-02-29")).toBe(false);
  expect(isCalendarDate("2026-11-20")).toBe(true);
  expect(isCalendarDate("tomorrow")).toBe(false);
});
