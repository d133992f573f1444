import { describe, expect, it } from "vitest";
import { ago, dayIn } from "./ago.ts";

const now = Date.parse("2026-11-20T14:42:30Z");

describe("the time since an instant", () => {
  it.each([
    ["2026-11-20T14:42:30Z", "just now"],
    ["2026-11-20T14:43:10Z", "just now"],
    ["2026-11-20T14:40:31Z", "just now"],
    ["2026-11-20T14:40:30Z", "2 min ago"],
    ["2026-11-20T13:43:00Z", "59 min ago"],
    ["2026-11-20T13:42:30Z", "an hour ago"],
    ["2026-11-20T12:42:30Z", "2 hours ago"],
    ["2026-11-19T14:42:31Z", "23 hours ago"],
    ["2026-11-19T14:42:30Z", "on 19 November"],
    ["2025-12-31T23:30:00Z", "on 31 December 2025"],
  ])("%s is worded as %j", (instant, words) => {
    expect(ago(instant, now, "UTC")).toBe(words);
  });

  it("uses the days of the person's time zone", () => {
    expect(ago("2025-12-31T23:30:00Z", now, "Europe/Berlin")).toBe("on 1 January");
  });
});

describe("a day", () => {
  it("includes the year unless it is the current one", () => {
    expect(dayIn("2027-01-01T12:00:00Z", now, "UTC")).toBe("1 January 2027");
    expect(dayIn("2026-12-24T12:00:00Z", now, "UTC")).toBe("24 December");
  });
});
