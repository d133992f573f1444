import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ODD_DAYS, offsetChanges, slowBuckets, wallClock } from "../testing/days-by-intl.ts";
import { runs } from "../testing/property-runs.ts";
import {
  addDays,
  datesOfMonth,
  hourBuckets,
  isTimeZone,
  localDate,
  localDay,
  monthsBefore,
  startOfDay,
  startOfWeek,
  WEEKDAYS,
} from "./day.ts";

const HOUR = 3_600_000;
const zones = Intl.supportedValuesOf("timeZone");
const from = Date.UTC(2025, 0, 1);
const to = Date.UTC(2028, 0, 1);

/** Each zone with the instants of 2025–2027 at which its offset changes. */
const changes = new Map<string, readonly number[]>();
beforeAll(() => {
  for (const zone of zones) changes.set(zone, offsetChanges(zone, from, to));
}, 120_000);

/** The day is what the wall clock shows, and its neighbours touch it. */
function checkDay(zone: string, date: string): void {
  const slow = slowBuckets(date, zone);
  const { from: start, to: end } = localDay(date, zone);
  expect(hourBuckets(date, zone), `${zone} ${date}`).toEqual(slow);
  expect(start).toBe(startOfDay(date, zone));
  expect(end, `${zone} ${date} ends where the next day begins`).toBe(startOfDay(addDays(date, 1), zone));
  if (slow.length === 0) expect(end).toBe(start);
  else expect([start, end]).toEqual([slow[0]?.from, slow.at(-1)?.to]);
}

describe("a local day", () => {
  it("around every change of offset of every zone is what Intl's wall clock shows, hour by hour", () => {
    let looked = 0;
    for (const [zone, instants] of changes) {
      for (const instant of instants) {
        expect(instant % 900_000, `${zone} changes at whole quarters of an hour`).toBe(0);
        const date = wallClock(instant, zone).date;
        for (const days of [-1, 0, 1]) checkDay(zone, addDays(date, days));
        looked += 1;
      }
    }
    // Europe alone has some sixty zones with six changes each.
    expect(looked).toBeGreaterThan(600);
  }, 180_000);

  it("is so on any day in any zone", () => {
    const day = fc.integer({ min: 0, max: 3 * 365 }).map((days) => addDays("2025-01-01", days));
    fc.assert(fc.property(fc.constantFrom(...zones), day, checkDay), { numRuns: runs(2_000) });
  }, 120_000);

  it.each(ODD_DAYS)("is so in %s on %s", (zone, date) => {
    checkDay(zone, date);
  });

  it.each([
    ["Antarctica/Troll", "2026-03-29", 22],
    ["Antarctica/Troll", "2026-10-25", 26],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Asia/Beirut", "2026-03-29", 23],
    ["America/Santiago", "2026-09-06", 23],
    ["Pacific/Apia", "2011-12-30", 0],
    ["Asia/Kathmandu", "2026-06-01", 24],
  ])("lasts in %s on %s %d hours", (zone, date, hours) => {
    const day = localDay(date, zone);
    expect((day.to - day.from) / HOUR).toBe(hours);
  });

  it.each([
    ["Asia/Beirut", "2026-03-29"],
    ["America/Santiago", "2026-09-06"],
    ["Africa/Cairo", "2026-04-24"],
  ])("in %s on %s has no midnight and begins at one", (zone, date) => {
    const start = startOfDay(date, zone);
    expect(wallClock(start, zone)).toMatchObject({ date, hour: 1 });
    expect(wallClock(start - 1000, zone).date).toBe(addDays(date, -1));
  });

  it("has the same hour twice when it is set back, told apart by their offsets", () => {
    const hours = hourBuckets("2026-10-25", "Europe/Berlin").map(({ hour }) => hour);
    expect(hours).toEqual([0, 1, 2, 2, ...Array.from({ length: 21 }, (_, index) => index + 3)]);
    const halves = hourBuckets("2026-04-05", "Australia/Lord_Howe").slice(0, 4);
    expect(halves.map(({ hour, from, to }) => [hour, (to - from) / HOUR])).toEqual([
      [0, 1],
      [1, 1],
      [1, 0.5],
      [2, 1],
    ]);
  });
});

describe("a date", () => {
  it("of an instant is what Intl says, to the last second before a change and from the first after it", () => {
    for (const [zone, instants] of changes) {
      for (const at of instants.flatMap((instant) => [instant - 1000, instant])) {
        expect(localDate(at, zone), `${zone} ${at}`).toBe(wallClock(at, zone).date);
      }
    }
  }, 60_000);

  it("begins a week that holds it, on the weekday asked for", () => {
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

  it("2026-11-20, a Friday, lies in the weeks of these first days", () => {
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

  it("stands in its month with all others, leap days too", () => {
    expect(datesOfMonth("2026-02")).toHaveLength(28);
    expect(datesOfMonth("2028-02").at(-1)).toBe("2028-02-29");
    expect(datesOfMonth("2026-12")[0]).toBe("2026-12-01");
  });
});

describe("a date so many months earlier", () => {
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

  it("has the same day of its month, or is the last of a shorter one", () => {
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

describe("a time zone", () => {
  it.each(["Mars/Olympus", "", "+02:00", "-05:00", "Europe/Berlin ", "GMT+25", "Europe", "0"])(
    "is not %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  it("is every name that this runtime lists", () => {
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });
});
