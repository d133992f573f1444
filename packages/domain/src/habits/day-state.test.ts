import { describe, expect, it } from "vitest";
import { type HabitDayFacts, habitDayState } from "./day-state.ts";

const today = "2026-11-20";
const YESTERDAY = "2026-11-19";
const TOMORROW = "2026-11-21";

/** The state of yesterday; by default for a daily habit without a goal. */
const standing = (facts: Partial<HabitDayFacts>) =>
  habitDayState({
    goal: null,
    isScheduled: true,
    date: YESTERDAY,
    today,
    madeOn: "2026-11-01",
    minutes: 0,
    isSkipped: false,
    ...facts,
  });

describe("a date of a habit", () => {
  it("without a goal is met by one minute, today too", () => {
    expect(standing({ minutes: 0 })).toBe("NOTHING");
    expect(standing({ minutes: 1 })).toBe("MET");
    expect(standing({ minutes: 1, date: today })).toBe("MET");
  });

  it("with a goal of at least 30 minutes is partly done below that", () => {
    const goal = { kind: "AT_LEAST", minutes: 30 } as const;
    const states = [0, 1, 29, 30, 31].map((minutes) => standing({ goal, minutes, date: today }));
    expect(states).toEqual(["NOTHING", "PARTLY", "PARTLY", "MET", "MET"]);
  });

  it("before the habit was made counts, unless the goal is a limit", () => {
    const date = "2026-10-31";
    expect(standing({ date, minutes: 5 })).toBe("MET");
    expect(standing({ date, minutes: 30, goal: { kind: "AT_LEAST", minutes: 30 } })).toBe("MET");
    expect(standing({ date, minutes: 5, goal: { kind: "AT_MOST", minutes: 20 } })).toBe("WITHIN");
  });

  it("that is not scheduled says so only while nothing is logged, and is never met", () => {
    const isScheduled = false;
    expect(standing({ isScheduled })).toBe("NOT_SCHEDULED");
    expect(standing({ isScheduled, minutes: 45 })).toBe("PARTLY");
    const goal = { kind: "AT_LEAST", minutes: 20 } as const;
    expect(standing({ isScheduled, minutes: 45, goal })).toBe("PARTLY");
  });

  it("that is skipped stays skipped, whatever is logged or scheduled", () => {
    const isSkipped = true;
    expect(standing({ isSkipped })).toBe("SKIPPED");
    expect(standing({ isSkipped, minutes: 90 })).toBe("SKIPPED");
    expect(standing({ isSkipped, isScheduled: false })).toBe("SKIPPED");
    expect(standing({ isSkipped, date: TOMORROW })).toBe("SKIPPED");
  });

  it("in the future is to come, or not scheduled", () => {
    expect(standing({ date: TOMORROW })).toBe("TO_COME");
    expect(standing({ date: TOMORROW, isScheduled: false })).toBe("NOT_SCHEDULED");
    expect(standing({ date: TOMORROW, goal: { kind: "AT_MOST", minutes: 20 } })).toBe("TO_COME");
  });
});

describe("a limit of 20 minutes", () => {
  const goal = { kind: "AT_MOST", minutes: 20 } as const;
  const states = (facts: Partial<HabitDayFacts>) =>
    [0, 1, 20, 21].map((minutes) => standing({ goal, minutes, ...facts }));

  it("is kept by a past day, even one without minutes", () => {
    expect(states({})).toEqual(["MET", "MET", "MET", "OVER"]);
  });

  it("is not kept yet today", () => {
    expect(states({ date: today })).toEqual(["NOTHING", "WITHIN", "WITHIN", "OVER"]);
  });

  it("counts from the day the habit was made, not before", () => {
    expect(states({ madeOn: YESTERDAY })).toEqual(["MET", "MET", "MET", "OVER"]);
    expect(states({ madeOn: today })).toEqual(["NOTHING", "WITHIN", "WITHIN", "OVER"]);
  });

  it("shows on an unscheduled day with minutes, but does not count", () => {
    expect(states({ isScheduled: false })).toEqual(["NOT_SCHEDULED", "WITHIN", "WITHIN", "OVER"]);
  });
});

it("On Friday the 20th, the design's week of at most 20 minutes of social media has these states", () => {
  const goal = { kind: "AT_MOST", minutes: 20 } as const;
  const minutes = [14, 8, 38, 12, 5, 0, 0];
  const states = minutes.map((each, day) => standing({ goal, minutes: each, date: `2026-11-${16 + day}` }));
  // Friday has a tick in the design; it is met only once it is over.
  expect(states).toEqual(["MET", "MET", "OVER", "MET", "WITHIN", "TO_COME", "TO_COME"]);
});
