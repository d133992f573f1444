import { weekdaysFrom } from "@pacekeeper/domain/time/calendar-date";
import { describe, expect, it } from "vitest";
import type { Weekday } from "../generated/graphql.ts";
import { colourOf, goalWords, longGoalWords, minutesWords, scheduleWords } from "./habit-words.ts";

const DAILY = { weekdays: weekdaysFrom("MONDAY"), timesAWeek: null };
const on = (...weekdays: Weekday[]) => ({ weekdays, timesAWeek: null });
const times = (timesAWeek: number) => ({ weekdays: weekdaysFrom("MONDAY"), timesAWeek });
const atLeast = (minutes: number) => ({ kind: "AT_LEAST" as const, minutes });
const atMost = (minutes: number) => ({ kind: "AT_MOST" as const, minutes });

describe("a length in minutes", () => {
  it("is in hours once it reaches an hour", () => {
    expect([0, 25, 59, 60, 65, 210, 790].map(minutesWords)).toEqual([
      "0 min",
      "25 min",
      "59 min",
      "1 h",
      "1 h 05",
      "3 h 30",
      "13 h 10",
    ]);
  });
});

describe("a habit's goal in words", () => {
  it("is short in its row", () => {
    expect(goalWords({ goal: atLeast(30), schedule: DAILY })).toBe("30 min a day");
    expect(goalWords({ goal: atMost(20), schedule: DAILY })).toBe("at most 20 min");
    expect(goalWords({ goal: null, schedule: times(3) })).toBe("3 × a week");
    expect(goalWords({ goal: atLeast(30), schedule: times(3) })).toBe("30 min, 3 × a week");
    expect(goalWords({ goal: atLeast(90), schedule: on("TUESDAY", "SATURDAY") })).toBe("1 h 30, Tue, Sat");
    expect(goalWords({ goal: null, schedule: DAILY })).toBe("every day");
  });

  it("is spelled out above its numbers", () => {
    expect(longGoalWords({ goal: atLeast(30), schedule: DAILY })).toBe("30 minutes a day");
    expect(longGoalWords({ goal: atLeast(1), schedule: DAILY })).toBe("1 minute a day");
    expect(longGoalWords({ goal: atMost(20), schedule: DAILY })).toBe("At most 20 minutes a day");
    expect(longGoalWords({ goal: null, schedule: on("TUESDAY", "THURSDAY", "SATURDAY") })).toBe(
      "Tuesday, Thursday, Saturday",
    );
    expect(longGoalWords({ goal: null, schedule: times(1) })).toBe("Once a week");
    expect(longGoalWords({ goal: atLeast(30), schedule: times(1) })).toBe("30 minutes, once a week");
    expect(longGoalWords({ goal: null, schedule: DAILY })).toBe("Every day");
  });

  it("can be the schedule alone", () => {
    expect(scheduleWords(on("TUESDAY", "THURSDAY", "SATURDAY"))).toBe("Tue, Thu, Sat");
    expect(scheduleWords(times(7))).toBe("7 × a week");
    expect(scheduleWords(DAILY)).toBe("every day");
  });
});

describe("a habit's colour", () => {
  it("is one of the tokens", () => {
    expect(colourOf({ colour: "VIOLET" })).toBe("var(--habit-violet)");
  });
});
