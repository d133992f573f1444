import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import {
  addDays,
  addMonths,
  datesBetween,
  datesFrom,
  datesOfMonth,
  daysFrom,
  isCalendarDate,
  isoWeek,
  isoWeekday,
  isoWeekdayOf,
  monthOf,
  monthsBefore,
  placeInWeek,
  readCalendarDate,
  startOfWeek,
  utcDate,
  utcMidnight,
  WEEKDAYS,
  weekdaysFrom,
  weekdaysOf,
} from "./calendar-date.ts";

const HOUR = 3_600_000;

/** Any date from the year 1 to 9998, so that the next day is a date too. */
const anyDateAtAll = fc
  .integer({ min: 0, max: 3_652_000 })
  .map((days) => Temporal.PlainDate.from("0001-01-01").add({ days }).toString());

describe("a date", () => {
  it("agrees with Temporal on added days, distances, months and weeks", () => {
    const days = fc.integer({ min: -800, max: 365 });
    fc.assert(
      fc.property(anyDateAtAll, days, fc.constantFrom(...WEEKDAYS), (date, by, weekStart) => {
        const plain = Temporal.PlainDate.from(date);
        if (plain.add({ days: by }).year < 1) return;
        const other = addDays(date, by);
        expect(other).toBe(plain.add({ days: by }).toString());
        expect(daysFrom(date, other)).toBe(by);
        expect(isoWeekdayOf(date)).toBe(plain.dayOfWeek);
        expect(isoWeek(date)).toBe(plain.weekOfYear);
        expect(placeInWeek(date, weekStart)).toBe(daysFrom(startOfWeek(date, weekStart), date));
        expect(datesOfMonth(monthOf(date))).toHaveLength(plain.daysInMonth);
        expect(datesOfMonth(monthOf(date))[plain.day - 1]).toBe(date);
        const months = Math.trunc(by / 40);
        const month = Temporal.PlainYearMonth.from(date).add({ months });
        if (month.year >= 1 && month.year <= 9999)
          expect(addMonths(monthOf(date), months)).toBe(month.toString());
        if (months >= 0 && plain.subtract({ months }).year >= 1)
          expect(monthsBefore(date, months)).toBe(plain.subtract({ months }).toString());
      }),
      { numRuns: runs(2_000) },
    );
  }, 60_000);

  it("at the end of 9999 is followed by a five-digit year, as Temporal writes it", () => {
    expect(addDays("9999-12-31", 1)).toBe(Temporal.PlainDate.from("9999-12-31").add({ days: 1 }).toString());
  });

  it("has a midnight in UTC, and every instant of its day maps back to it", () => {
    fc.assert(
      fc.property(anyDateAtAll, fc.nat({ max: 24 * HOUR - 1 }), (date, into) => {
        expect(utcDate(utcMidnight(date) + into)).toBe(date);
      }),
    );
  });

  it("is listed in sequence with its neighbours, and no sequence runs backwards", () => {
    expect(datesFrom("2028-02-28", 3)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(datesBetween("2028-02-28", "2028-03-01")).toEqual(datesFrom("2028-02-28", 3));
    expect(datesBetween("2026-11-20", "2026-11-20")).toEqual(["2026-11-20"]);
    expect(datesBetween("2026-11-20", "2026-11-19")).toEqual([]);
    expect(datesBetween("2026-11-20", "2026-11-01")).toEqual([]);
  });

  it("crosses month ends, leap days and daylight saving alike", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
  });

  it("is in a week that begins on the requested weekday", () => {
    const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1990-01-01", days));
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...WEEKDAYS), (date, weekStart) => {
        const start = startOfWeek(date, weekStart);
        const days = (Date.parse(date) - Date.parse(start)) / (24 * HOUR);
        const named = new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" });
        expect(named.format(Date.parse(start)).toUpperCase()).toBe(weekStart);
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThan(7);
        expect(addDays(start, days)).toBe(date);
      }),
      { numRuns: runs(2_000) },
    );
  }, 60_000);

  it("2026-11-20, a Friday, is in the weeks that begin on these days", () => {
    expect(WEEKDAYS.map((weekStart) => startOfWeek("2026-11-20", weekStart))).toEqual([
      "2026-11-16",
      "2026-11-17",
      "2026-11-18",
      "2026-11-19",
      "2026-11-20",
      "2026-11-14",
      "2026-11-15",
    ]);
  });

  it("is listed in its month with all others, leap days included", () => {
    expect(datesOfMonth("2026-02")).toHaveLength(28);
    expect(datesOfMonth("2028-02").at(-1)).toBe("2028-02-29");
    expect(datesOfMonth("2026-12")[0]).toBe("2026-12-01");
  });
});

describe("a text", () => {
  it.each(["2026-02-29", "2026-11-31", "2026-13-01", "2026-00-10", "1900-02-29", "0000-01-01"])(
    "like %s is not a calendar date",
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
      expect(() => readCalendarDate(text)).toThrow(`${text} is not a calendar date.`);
    },
  );

  it.each(["tomorrow", "2026-2-3", "20260203", "2026-11-20T00:00:00Z", "2026-11-20\n", "", "+010000-01-01"])(
    "like %j is not in the form of a date",
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
      expect(() => readCalendarDate(text)).toThrow(
        `${JSON.stringify(text)} is not a date in the form YYYY-MM-DD.`,
      );
    },
  );

  it("that is a date is returned unchanged", () => {
    fc.assert(
      fc.property(anyDateAtAll, (date) => {
        expect(isCalendarDate(date)).toBe(true);
        expect(readCalendarDate(date)).toBe(date);
      }),
    );
  });
});

describe("a weekday", () => {
  it("has its ISO number, with Monday as 1", () => {
    expect(WEEKDAYS.map(isoWeekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(datesFrom("2026-11-16", 7).map(isoWeekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("of a date is the one that Intl names, on leap days and before 1970 too", () => {
    const named = new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" });
    for (const date of ["1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "2028-02-29", "2100-03-01"]) {
      const name = WEEKDAYS[isoWeekdayOf(date) - 1];
      expect(name, date).toBe(named.format(Date.parse(date)).toUpperCase());
    }
  });

  it("is listed once and from Monday on, whatever the order of the numbers", () => {
    expect(weekdaysOf([6, 2, 4, 2])).toEqual(["TUESDAY", "THURSDAY", "SATURDAY"]);
    expect(weekdaysOf([7, 1])).toEqual(["MONDAY", "SUNDAY"]);
  });

  it("begins a week of all seven", () => {
    expect(weekdaysFrom("SUNDAY").slice(0, 2)).toEqual(["SUNDAY", "MONDAY"]);
    expect(new Set(weekdaysFrom("THURSDAY")).size).toBe(7);
    expect(weekdaysFrom("THURSDAY").at(-1)).toBe("WEDNESDAY");
  });
});

describe("a month", () => {
  it("crosses the end of a year in both directions", () => {
    expect(addMonths("2026-11", 2)).toBe("2027-01");
    expect(addMonths("2026-01", 1)).toBe("2026-02");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
  });

  it("has its own number of days", () => {
    expect(datesOfMonth("2026-02")).toHaveLength(28);
    expect(datesOfMonth("2026-11").at(-1)).toBe("2026-11-30");
  });
});

describe("a date some months earlier", () => {
  it.each([
    ["2026-11-20", 12, "2025-11-20"],
    ["2026-11-20", 1, "2026-10-20"],
    ["2027-01-31", 2, "2026-11-30"],
    ["2026-03-31", 1, "2026-02-28"],
    ["2028-03-31", 1, "2028-02-29"],
    ["2028-02-29", 12, "2027-02-28"],
    ["2029-02-28", 12, "2028-02-28"],
    ["2032-02-29", 48, "2028-02-29"],
    ["2026-11-20", 0, "2026-11-20"],
  ])("than %s by %i is %s", (date, months, earlier) => {
    expect(monthsBefore(date, months)).toBe(earlier);
  });

  it("has the same day of its month, or the last day of a shorter month", () => {
    const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1990-01-01", days));
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 30 }), (date, months) => {
        const earlier = monthsBefore(date, months);
        const dates = datesOfMonth(earlier.slice(0, 7));
        const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(count(date) - count(earlier)).toBe(months);
        expect(earlier).toBe(dates[Number(date.slice(8)) - 1] ?? dates.at(-1));
      }),
      { numRuns: runs(500) },
    );
  });
});
