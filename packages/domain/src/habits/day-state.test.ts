import { describe, expect, it } from "vitest";
import { type HabitDayFacts, habitDayState } from "./day-state.ts";

const today = "2026-11-20";
const YESTERDAY = "2026-11-19";
const TOMORROW = "2026-11-21";

/** How yesterday stands for a habit of every day and any minutes, but for what is said. */
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
  it("without a goal is met by a minute, today as well", () => {
    expect(standing({ minutes: 0 })).toBe("NOTHING");
    expect(standing({ minutes: 1 })).toBe("MET");
    expect(standing({ minutes: 1, date: today })).toBe("MET");
  });

  it("of at least 30 minutes is partly done until then", () => {
    const goal = { kind: "AT_LEAST", minutes: 30 } as const;
    const states = [0, 1, 29, 30, 31].map((minutes) => standing({ goal, minutes, date: today }));
    expect(states).toEqual(["NOTHING", "PARTLY", "PARTLY", "MET", "MET"]);
  });

  it("counts from before the habit was made, unless it is a limit's", () => {
    const date = "2026-10-31";
    expect(standing({ date, minutes: 5 })).toBe("MET");
    expect(standing({ date, minutes: 30, goal: { kind: "AT_LEAST", minutes: 30 } })).toBe("MET");
    expect(standing({ date, minutes: 5, goal: { kind: "AT_MOST", minutes: 20 } })).toBe("WITHIN");
  });

  it("that is not asked for says so only where nothing is logged, and is never met", () => {
    const isScheduled = false;
    expect(standing({ isScheduled })).toBe("NOT_SCHEDULED");
    expect(standing({ isScheduled, minutes: 45 })).toBe("PARTLY");
    const goal = { kind: "AT_LEAST", minutes: 20 } as const;
    expect(standing({ isScheduled, minutes: 45, goal })).toBe("PARTLY");
  });

  it("that is skipped is skipped, whatever is logged on it and whatever was asked", () => {
    const isSkipped = true;
    expect(standing({ isSkipped })).toBe("SKIPPED");
    expect(standing({ isSkipped, minutes: 90 })).toBe("SKIPPED");
    expect(standing({ isSkipped, isScheduled: false })).toBe("SKIPPED");
    expect(standing({ isSkipped, date: TOMORROW })).toBe("SKIPPED");
  });

  it("that has not come yet is to come, or not asked for", () => {
    expect(standing({ date: TOMORROW })).toBe("TO_COME");
    expect(standing({ date: TOMORROW, isScheduled: false })).toBe("NOT_SCHEDULED");
    expect(standing({ date: TOMORROW, goal: { kind: "AT_MOST", minutes: 20 } })).toBe("TO_COME");
  });
});

describe("a limit of 20 minutes", () => {
  const goal = { kind: "AT_MOST", minutes: 20 } as const;
  const states = (facts: Partial<HabitDayFacts>) =>
    [0, 1, 20, 21].map((minutes) => standing({ goal, minutes, ...facts }));

  it("is kept by a day that is over, by one without minutes too", () => {
    expect(states({})).toEqual(["MET", "MET", "MET", "OVER"]);
  });

  it("is not kept yet today", () => {
    expect(states({ date: today })).toEqual(["NOTHING", "WITHIN", "WITHIN", "OVER"]);
  });

  it("counts on the day on which the habit was made, and not on the one before", () => {
    expect(states({ madeOn: YESTERDAY })).toEqual(["MET", "MET", "MET", "OVER"]);
    expect(states({ madeOn: today })).toEqual(["NOTHING", "WITHIN", "WITHIN", "OVER"]);
  });

  it("is told on a day that was not asked for where something is logged, and not counted", () => {
    expect(states({ isScheduled: false })).toEqual(["NOT_SCHEDULED", "WITHIN", "WITHIN", "OVER"]);
  });
});

it("The drawing's week of social media, at most 20 minutes, stands so on Friday the 20th", () => {
  const goal = { kind: "AT_MOST", minutes: 20 } as const;
  const minutes = [14, 8, 38, 12, 5, 0, 0];
  const states = minutes.map((each, day) => standing({ goal, minutes: each, date: `2026-11-${16 + day}` }));
  // Friday has a tick in the drawing; it is met only once it is over.
  expect(states).toEqual(["MET", "MET", "OVER", "MET", "WITHIN", "TO_COME", "TO_COME"]);
});
