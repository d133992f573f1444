import { readCalendarDate } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstant } from "./instant-text.ts";
import { calendarDate, dateTime, uuid } from "./scalars.ts";

describe("DateTime", () => {
  it.each([
    ["2025-03-01T09:30:00Z", "2025-03-01T09:30:00.000Z"],
    ["2025-03-01T01:30:00+02:00", "2025-02-28T23:30:00.000Z"],
    ["2025-03-01t09:30:00.1239999-03:30", "2025-03-01T13:00:00.123Z"],
    ["2024-02-29T23:59:59.999z", "2024-02-29T23:59:59.999Z"],
  ])("accepts %s", (text, utc) => {
    expect(dateTime.serialize(dateTime.parseValue(text))).toBe(utc);
  });

  it.each([
    "2025-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2025-03-01T24:00:00Z",
    "2025-03-01T09:60:00Z",
    "2025-03-01T09:30:60Z",
    "2025-03-01T09:30:00",
    "2025-03-01 09:30:00Z",
    "2025-03-01T09:30:00+25:00",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2025-03-01",
    "1740821400000",
  ])("refuses %s", (text) => {
    expect(() => dateTime.parseValue(text)).toThrow(/is (not|too far)/);
  });

  it("refuses a number, and says what an instant looks like", () => {
    expect(() => dateTime.parseValue(1740821400000)).toThrow("DateTime must be a string.");
    expect(() => dateTime.parseValue("tomorrow")).toThrow(/2025-03-01T09:30:00.000Z, with Z or an offset/);
  });

  it("reads back every instant that it writes", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("0001-01-01T00:00:00Z"),
          max: new Date("9999-12-31T23:59:59.999Z"),
          noInvalidDate: true,
        }),
        (date) => {
          expect(readInstant(dateTime.serialize(date))).toEqual(date);
        },
      ),
    );
  });
});

describe("Date", () => {
  it.each(["2025-02-30", "2025-13-01", "2025-00-10", "1900-02-29", "2025-04-31", "0000-01-01"])(
    "refuses %s, which is not a day",
    (text) => {
      expect(() => calendarDate.parseValue(text)).toThrow(`${text} is not a calendar date.`);
    },
  );

  it.each(["2025-2-3", "20250203", "2025-02-03T00:00:00Z", ""])(
    "refuses %j, which has the wrong format",
    (text) => {
      expect(() => calendarDate.parseValue(text)).toThrow(/YYYY-MM-DD/);
    },
  );

  it("accepts exactly the days of the calendar", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const text = [
            String(y).padStart(4, "0"),
            String(m).padStart(2, "0"),
            String(d).padStart(2, "0"),
          ].join("-");
          const parsed = new Date(`${text}T00:00:00Z`);
          const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
          if (exists) expect(readCalendarDate(text)).toBe(text);
          else expect(() => readCalendarDate(text)).toThrow(RangeError);
        },
      ),
    );
  });

  it("writes a database date, which is midnight in UTC, as its day", () => {
    expect(calendarDate.serialize(new Date("2025-03-01T00:00:00Z"))).toBe("2025-03-01");
  });
});

describe("UUID", () => {
  it("is accepted in any case and answered in lower case", () => {
    expect(uuid.parseValue("0190F3E2-7B5C-7D00-8000-0123456789AB")).toBe(
      "0190f3e2-7b5c-7d00-8000-0123456789ab",
    );
  });

  it.each(["0190f3e27b5c7d0080000123456789ab", "x", "0190f3e2-7b5c-7d00-8000-0123456789ag"])(
    "refuses %s",
    (text) => {
      expect(() => uuid.parseValue(text)).toThrow("is not a UUID");
    },
  );
});
