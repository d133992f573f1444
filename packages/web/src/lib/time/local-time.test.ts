import { expect, test } from "vitest";
import { clockTime, dateOf, longDate, monthName, shortDate } from "./local-time.ts";

const LATE = "2026-11-20T22:42:00.000Z";

test("a time of day is shown in the given zone", () => {
  expect(clockTime(LATE, "Europe/Berlin")).toBe("23:42");
  expect(clockTime(LATE, "Asia/Tokyo")).toBe("07:42");
  expect(clockTime("2026-11-20T23:05:00Z", "Europe/Berlin")).toBe("00:05");
});

test("the local date may be the next day's", () => {
  expect(dateOf(LATE, "Europe/Berlin")).toBe("2026-11-20");
  expect(dateOf(LATE, "Asia/Tokyo")).toBe("2026-11-21");
});

test("a calendar date is the same day in every zone", () => {
  expect(longDate("2026-11-20", 2026)).toBe("Friday, 20 November");
  expect(longDate("2025-11-20", 2026)).toBe("Thursday, 20 November 2025");
  expect(shortDate("2026-11-20")).toBe("Fri 20 November");
  expect(monthName("2026-11")).toBe("November 2026");
});
