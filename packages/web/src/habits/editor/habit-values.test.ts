import { weekdaysFrom } from "@pacekeeper/domain/time/calendar-date";
import { describe, expect, it } from "vitest";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { inputOf, valuesOf } from "./habit-values.ts";

const READING: HabitRowFragment = {
  id: "1",
  version: 1,
  name: "Reading",
  category: "Mind",
  colour: "TEAL",
  madeOn: "2026-06-03",
  archivedAt: null,
  stopwatchStartedAt: null,
  firstLoggedOn: null,
  goal: { kind: "AT_LEAST", minutes: 30 },
  schedule: { weekdays: weekdaysFrom("MONDAY"), timesAWeek: null },
  streak: { current: 0, best: 0, unit: "DAY" },
};

describe("the habit form", () => {
  it("reads back the habit that it was filled with", () => {
    const habits = [
      READING,
      { ...READING, goal: null, category: null },
      { ...READING, goal: { kind: "AT_MOST" as const, minutes: 0 } },
      { ...READING, schedule: { weekdays: weekdaysFrom("MONDAY"), timesAWeek: 3 } },
      { ...READING, schedule: { weekdays: ["TUESDAY" as const], timesAWeek: null } },
    ];
    for (const habit of habits) {
      const { category, colour, goal, name, schedule } = habit;
      const { timesAWeek, weekdays } = schedule;
      const wanted = timesAWeek !== null ? { timesAWeek } : weekdays.length === 7 ? null : { weekdays };
      expect(inputOf(valuesOf(habit))).toEqual({ input: { name, category, colour, goal, schedule: wanted } });
    }
  });

  it("starts with half an hour a day", () => {
    const input = { name: "", category: null, colour: "VIOLET", schedule: null };
    expect(inputOf(valuesOf(null))).toEqual({ input: { ...input, goal: { kind: "AT_LEAST", minutes: 30 } } });
  });

  it("lets the server judge whatever can be sent", () => {
    const values = { ...valuesOf(null), minutes: "1441", schedule: "WEEKDAYS" as const };
    expect(inputOf(values)).toMatchObject({
      input: { name: "", goal: { minutes: 1441 }, schedule: { weekdays: [] } },
    });
  });

  it("reports every known issue if a number is not a number", () => {
    const values = { ...valuesOf(null), minutes: "30.5", schedule: "WEEKDAYS" as const };
    expect(inputOf(values)).toEqual({
      issues: {
        name: ["Give the habit a name."],
        "goal.minutes": ["A whole number of minutes from 1 to 1,440."],
        "schedule.weekdays": ["Choose at least one weekday."],
      },
    });
    const often = { ...valuesOf(READING), schedule: "TIMES_A_WEEK" as const, times: "often" };
    expect(inputOf(often)).toEqual({ issues: { "schedule.timesAWeek": ["From 1 to 7 times a week."] } });
  });

  it("ignores a number whose field is not shown", () => {
    const values = { ...valuesOf(READING), goal: "NONE" as const, minutes: "soon", times: "often" };
    expect(inputOf(values)).toMatchObject({ input: { goal: null, schedule: null } });
  });
});
