import { describe, expect, it } from "vitest";
import { datesFrom, WEEKDAYS } from "../time/calendar-date.ts";
import { type HabitSchedule, isScheduledOn } from "./schedule.ts";

// The design's week: Monday, 16 November 2026.
const week = datesFrom("2026-11-16", 7);
const inWeek = (schedule: HabitSchedule) => week.filter((date) => isScheduledOn(schedule, date));

describe("a schedule", () => {
  it("of Tuesday, Thursday and Saturday has those three dates of a week", () => {
    const piano: HabitSchedule = { kind: "WEEKDAYS", weekdays: ["TUESDAY", "THURSDAY", "SATURDAY"] };
    expect(inWeek(piano)).toEqual(["2026-11-17", "2026-11-19", "2026-11-21"]);
  });

  it("of every day has all seven", () => {
    expect(inWeek({ kind: "WEEKDAYS", weekdays: WEEKDAYS })).toEqual(week);
  });

  it("of once a week can be met on any date", () => {
    expect(inWeek({ kind: "TIMES_A_WEEK", times: 1 })).toEqual(week);
  });
});
