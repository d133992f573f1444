import { describe, expect, it } from "vitest";
import { cellLabel, readMinutes, streakWords, weekLine } from "./cell-words.ts";
import type { ShownDay } from "./shown-days.ts";

const TODAY = "2026-06-03";
const aDay = (some: Partial<ShownDay>): ShownDay => ({
  date: TODAY,
  minutes: 0,
  isScheduled: true,
  isSkipped: false,
  state: "NOTHING",
  ...some,
});
const label = (some: Partial<ShownDay>) => cellLabel("Reading", aDay(some), TODAY);

describe("a cell's name", () => {
  it("has the day, the minutes and the state", () => {
    expect(label({ minutes: 25, state: "MET", date: "2026-06-02" })).toBe(
      "Reading, Tuesday 2 June: 25 minutes, met",
    );
    expect(label({})).toBe("Reading, Wednesday 3 June: nothing logged");
    expect(label({ isSkipped: true, state: "SKIPPED" })).toBe("Reading, Wednesday 3 June: skipped");
    expect(label({ minutes: 38, state: "OVER" })).toBe(
      "Reading, Wednesday 3 June: 38 minutes, over the limit",
    );
    expect(label({ minutes: 1, state: "PARTLY", isScheduled: false })).toBe(
      "Reading, Wednesday 3 June: 1 minute, not scheduled",
    );
  });

  it("does not judge today before it is over", () => {
    expect(label({ minutes: 10, state: "PARTLY" })).toMatch(/10 minutes, not yet met$/);
    expect(label({ minutes: 10, state: "PARTLY", date: "2026-06-02" })).toMatch(/10 minutes, not met$/);
    expect(label({ minutes: 5, state: "WITHIN" })).toMatch(/5 minutes so far, within the limit$/);
    expect(label({ minutes: 5, state: "WITHIN", date: "2026-06-02" })).toMatch(
      /5 minutes, within the limit$/,
    );
  });

  it("says that a limit was met by a day without minutes", () => {
    expect(label({ state: "MET", date: "2026-06-02" })).toMatch(/: nothing logged, met$/);
  });
});

describe("a week's line", () => {
  it("names a month once", () => {
    expect(weekLine({ from: "2026-11-16", to: "2026-11-22" })).toBe("Week 47 · 16–22 November");
  });

  it("names both months, and both years where the week has two", () => {
    expect(weekLine({ from: "2026-09-28", to: "2026-10-04" })).toBe("Week 40 · 28 September – 4 October");
    expect(weekLine({ from: "2026-12-28", to: "2027-01-03" })).toBe(
      "Week 53 · 28 December 2026 – 3 January 2027",
    );
  });

  it("has the number of its Thursday, whichever day it starts on", () => {
    expect(weekLine({ from: "2027-01-03", to: "2027-01-09" })).toMatch(/^Week 1 ·/);
    expect(weekLine({ from: "2026-11-14", to: "2026-11-20" })).toMatch(/^Week 47 ·/);
  });
});

describe("a streak", () => {
  it("has its unit", () => {
    expect(streakWords(1, "DAY")).toBe("1 day");
    expect(streakWords(6, "WEEK")).toBe("6 weeks");
  });
});

describe("typed minutes", () => {
  it("are whole minutes, at most a day's", () => {
    expect(readMinutes(" 25 ")).toEqual({ minutes: 25 });
    expect(readMinutes("1440")).toEqual({ minutes: 1440 });
  });

  it.each([
    ["", "Write whole minutes, such as 25."],
    ["30.5", "Write whole minutes, such as 25."],
    ["-5", "Write whole minutes, such as 25."],
    ["soon", "Write whole minutes, such as 25."],
    ["0", "At least 1 minute."],
    ["1441", "At most 1,440 minutes: a day has no more."],
  ])("are refused as %j", (text, refusal) => {
    expect(readMinutes(text)).toEqual({ refusal });
  });
});
