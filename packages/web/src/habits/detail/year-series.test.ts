import { addDays } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dailySeries, daysSince, movingAverage, seriesFinding, weeklySeries } from "./year-series.ts";

const TODAY = "2026-11-20";

/** Consecutive days up to today with the given minutes. */
const days = (...minutes: readonly number[]) =>
  minutes.map((each, index) => ({
    date: addDays(TODAY, index - minutes.length + 1),
    minutes: each,
    isSkipped: false,
  }));

describe("the moving average", () => {
  it("starts at the seventh value", () => {
    expect(movingAverage([7, 7, 7, 7, 7, 7, 7, 14])).toEqual([null, null, null, null, null, null, 7, 8]);
  });

  it("is the mean of the last seven values", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1440 }), { maxLength: 60 }), (values) => {
        const averages = movingAverage(values);
        expect(averages).toHaveLength(values.length);
        for (const [index, average] of averages.entries()) {
          const seven = values.slice(Math.max(0, index - 6), index + 1);
          const mean = seven.reduce((sum, each) => sum + each, 0) / 7;
          if (seven.length < 7) expect(average).toBeNull();
          else expect(average).toBeCloseTo(mean, 9);
        }
      }),
    );
  });
});

describe("the days of a long series", () => {
  it("begin with the first log, so that no average includes earlier days", () => {
    const since = addDays(TODAY, -2);
    expect(daysSince(days(0, 0, 5, 0, 5), since).map(({ minutes }) => minutes)).toEqual([5, 0, 5]);
  });
});

describe("the series of days", () => {
  it("names each day with its minutes, and the average once there is one", () => {
    const { points } = dailySeries(days(30, 30, 42, 30, 35, 31, 12, 1), 30, TODAY);
    expect(points.at(0)?.words).toBe("Friday, 13 November: 30 minutes");
    expect(points.at(-1)?.words).toBe("Friday, 20 November: 1 minute, 7-day average 25.86");
  });

  it("names the months where they begin", () => {
    const { marks } = dailySeries(days(...Array.from({ length: 60 }, () => 1)), null, TODAY);
    expect(marks).toEqual([
      { at: 9, name: "Oct" },
      { at: 40, name: "Nov" },
    ]);
  });
});

describe("the series of weeks", () => {
  it("sums seven days each, ends today, and leaves out an incomplete week", () => {
    const { points } = weeklySeries(
      days(99, 99, ...Array.from({ length: 14 }, (_, index) => index + 1)),
      TODAY,
    );
    expect(points.map(({ value }) => value)).toEqual([28, 77]);
    expect(points.at(-1)?.words).toBe("7 days to 20 November: 1 h 17");
  });
});

describe("a long series' finding", () => {
  it("has the span, the current average and the highest", () => {
    const told = seriesFinding("Reading", days(70, 70, 0, 0, 0, 0, 0, 0, 0), TODAY);
    expect(told).toBe(
      "Minutes of Reading a day from 12 November to 20 November, with the average of 7 days: now 0.00, at its highest 20.00 on 18 November",
    );
  });

  it("has only the span if there is no average yet", () => {
    expect(seriesFinding("Reading", days(70, 70), TODAY)).toBe(
      "Minutes of Reading a day from 19 November to 20 November",
    );
  });
});
