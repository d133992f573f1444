import { describe, expect, it } from "vitest";
import { timeOfDay, whenWords } from "./task-words.ts";

const NOW = Date.parse("2026-11-20T13:30:15.250Z");

describe("whenWords", () => {
  it.each([
    ["2026-11-20T08:58:00Z", "today, 09:58"],
    ["2026-11-19T23:10:00Z", "today, 00:10"],
    ["2026-11-19T17:20:00Z", "yesterday, 18:20"],
    ["2026-11-18T15:02:00Z", "Wednesday, 16:02"],
    ["2026-11-14T12:00:00Z", "Saturday, 13:00"],
    ["2026-11-13T12:00:00Z", "Fri 13 November, 13:00"],
  ])("%s in Berlin is %s", (instant, words) => {
    expect(whenWords(instant, NOW, "Europe/Berlin")).toBe(words);
  });
});

describe("the time of day", () => {
  it("is in the person's time zone", () => {
    expect(timeOfDay(NOW, "Europe/Berlin")).toBe(((14 * 60 + 30) * 60 + 15) * 1000 + 250);
    expect(timeOfDay(NOW, "Asia/Kolkata")).toBe((19 * 60 * 60 + 15) * 1000 + 250);
  });
});
