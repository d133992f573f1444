import { describe, expect, it } from "vitest";
import { addDays, WEEKDAYS } from "../time/day.ts";
import { type HabitSchedule, isoWeekday, isoWeekdayOf, isScheduledOn, weekdaysOf } from "./schedule.ts";

// The drawing's week: Monday, 16 November 2026.
const week = Array.from({ length: 7 }, (_, days) => addDays("2026-11-16", days));
const inWeek = (schedule: HabitSchedule) => week.filter((date) => isScheduledOn(schedule, date));

describe("a schedule", () => {
  it("of Tuesday, Thursday and Saturday is for these three dates of a week", () => {
    const piano: HabitSchedule = { kind: "WEEKDAYS", weekdays: ["TUESDAY", "THURSDAY", "SATURDAY"] };
    expect(inWeek(piano)).toEqual(["2026-11-17", "2026-11-19", "2026-11-21"]);
  });

  it("of every day is for all seven", () => {
    expect(inWeek({ kind: "WEEKDAYS", weekdays: WEEKDAYS })).toEqual(week);
  });

  it("of one time a week may be met on any of them", () => {
    expect(inWeek({ kind: "TIMES_A_WEEK", times: 1 })).toEqual(week);
  });
});

describe("a weekday", () => {
  it("has the ISO number that Monday begins with", () => {
    expect(WEEKDAYS.map(isoWeekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(week.map(isoWeekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("of a date is what Intl names it, leap days and the years before 1970 too", () => {
    const named = new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" });
    for (const date of ["1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "2028-02-29", "2100-03-01"]) {
      const name = WEEKDAYS[isoWeekdayOf(date) - 1];
      expect(name, date).toBe(named.format(Date.parse(date)).toUpperCase());
    }
  });

  it("is listed once and from Monday on, however its numbers stand", () => {
    expect(weekdaysOf([6, 2, 4, 2])).toEqual(["TUESDAY", "THURSDAY", "SATURDAY"]);
    expect(weekdaysOf([7, 1])).toEqual(["MONDAY", "SUNDAY"]);
  });
});
