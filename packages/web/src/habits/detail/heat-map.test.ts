import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { describe, expect, it } from "vitest";
import { dayReached, daysOfYear, monthLabels, stepWords, yearFinding } from "./heat-map.ts";

const datesFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    date: addDays(first, index),
    minutes: 0,
    isSkipped: false,
  }));

it("turns the server's lists into one entry per day", () => {
  const year = { from: "2026-02-28", minutes: [5, 0, 30], steps: [1, 0, 3], skipped: ["2026-03-01"] };
  expect(daysOfYear(year)).toEqual([
    { date: "2026-02-28", minutes: 5, isSkipped: false, step: 1 },
    { date: "2026-03-01", minutes: 0, isSkipped: true, step: 0 },
    { date: "2026-03-02", minutes: 30, isSkipped: false, step: 3 },
  ]);
});

describe("the months over a heat map", () => {
  it("start at the first week whose fourth day is in the month", () => {
    // From Monday, 17 November 2025, to Friday, 20 November 2026.
    const labels = monthLabels(datesFrom("2025-11-17", 369)).map(({ column, name }) => `${name} ${column}`);
    expect(labels).toEqual(
      "Dec 2,Jan 6,Feb 11,Mar 15,Apr 19,May 24,Jun 28,Jul 32,Aug 37,Sep 41,Oct 45,Nov 50".split(","),
    );
  });

  it("start at the first column if the name fits", () => {
    const labels = monthLabels(datesFrom("2026-09-07", 60)).map(({ column, name }) => `${name} ${column}`);
    expect(labels[0]).toBe("Sep 0");
  });

  it("leave out a last month that has only one column", () => {
    const labels = monthLabels(datesFrom("2026-09-07", 7 * 8 + 2)).map(({ name }) => name);
    expect(labels).toEqual(["Sep", "Oct"]);
  });
});

describe("the arrow keys in a heat map", () => {
  it.each([
    ["ArrowLeft", 10, 3],
    ["ArrowRight", 10, 17],
    ["ArrowUp", 10, 9],
    ["ArrowDown", 10, 11],
    ["ArrowLeft", 3, 3],
    ["ArrowRight", 19, 19],
    ["ArrowDown", 20, 20],
    ["ArrowUp", 0, 0],
    ["Home", 10, 0],
    ["End", 10, 20],
  ])("%s moves from %i to %i of 21 days", (key, from, to) => {
    expect(dayReached(key, from, 21)).toBe(to);
  });

  it("are the only keys that move", () => {
    expect(dayReached("a", 10, 21)).toBeNull();
  });
});

describe("the steps' legend", () => {
  it("names the minutes of each step", () => {
    expect(stepWords([15, 30, 45])).toEqual(["none", "1–14", "15–29", "30–44", "45 min or more"]);
  });

  it("names a step of one minute by that minute", () => {
    expect(stepWords([2, 3, 4])).toEqual(["none", "1", "2", "3", "4 min or more"]);
  });
});

describe("a year's finding", () => {
  const days = [
    { date: "2025-12-03", minutes: 20, isSkipped: false },
    { date: "2025-12-04", minutes: 0, isSkipped: true },
    { date: "2025-12-05", minutes: 0, isSkipped: false },
    { date: "2026-11-20", minutes: 1, isSkipped: false },
  ];

  it("counts the days and includes today's minutes", () => {
    expect(yearFinding("Reading", days, "2026-11-20")).toBe(
      "Minutes of Reading on each day from 3 December 2025 to 20 November: 2 days with minutes, 1 skipped, today 1 minute",
    );
  });

  it("does not mention skipped days if there are none", () => {
    expect(yearFinding("Reading", days.slice(2), "2026-11-20")).toContain(
      "1 day with minutes, today 1 minute",
    );
  });
});
