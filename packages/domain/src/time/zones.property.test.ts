import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ODD_DAYS, offsetChanges, slowBuckets, wallClock } from "../testing/days-by-intl.ts";
import { runs } from "../testing/property-runs.ts";
import { addDays } from "./calendar-date.ts";
import { hourBuckets, isTimeZone, localDate, localDay, startOfDay } from "./zones.ts";

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
  it("agrees with Intl's wall clock hour by hour, around every offset change of every zone", () => {
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

  it("does so on any day in any zone", () => {
    const day = fc.integer({ min: 0, max: 3 * 365 }).map((days) => addDays("2025-01-01", days));
    fc.assert(fc.property(fc.constantFrom(...zones), day, checkDay), { numRuns: runs(2_000) });
  }, 120_000);

  it.each(ODD_DAYS)("does so in %s on %s", (zone, date) => {
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
  ])("in %s on %s lasts %d hours", (zone, date, hours) => {
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

  it("has the same hour twice when clocks are set back, told apart by the offsets", () => {
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
  it("of an instant agrees with Intl, up to the last second before an offset change and from the first after", () => {
    for (const [zone, instants] of changes) {
      for (const at of instants.flatMap((instant) => [instant - 1000, instant])) {
        expect(localDate(at, zone), `${zone} ${at}`).toBe(wallClock(at, zone).date);
      }
    }
  }, 60_000);
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
