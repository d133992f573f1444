import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuickAdd } from "./quick-add.ts";
import { LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from "./timer.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a line with a length at its end", () => {
  it.each([
    ["Ads review 25m", "Ads review", 25 * MINUTE],
    ["Ads review 1h30", "Ads review", 90 * MINUTE],
    ["Ads review 1h30m", "Ads review", 90 * MINUTE],
    ["Ads review 1h 30m", "Ads review", 90 * MINUTE],
    ["Ads review 1h", "Ads review", HOUR],
    ["Ads review 1.5h", "Ads review", 90 * MINUTE],
    ["Ads review 1,5 h", "Ads review", 90 * MINUTE],
    ["Eggs 90s", "Eggs", 90_000],
    ["Eggs 5 min", "Eggs", 5 * MINUTE],
    ["Eggs 1h2m3s", "Eggs", HOUR + 2 * MINUTE + 3000],
    ["  Ads   review   25M  ", "Ads review", 25 * MINUTE],
    ["25m", "", 25 * MINUTE],
    ["Watch a day 24h", "Watch a day", 24 * HOUR],
  ])("%j is %j of %i ms", (line, title, lengthMs) => {
    expect(readQuickAdd(line, 0)).toMatchObject({ title, lengthMs });
  });
});

describe("a line without a valid timer length is a title", () => {
  it.each([
    "Ads review",
    "Read 1984",
    "Fix bug 25",
    "25m run with Ada",
    "Run 5km",
    "Call mum",
    "Route 66s7",
    "Level 0m",
    "Wait 25h",
    "Catch the 16:00",
    "",
    "h",
    "Vitamin m",
  ])("%j", (line) => {
    expect(readQuickAdd(line, 0)).toEqual({ title: line, lengthMs: null, said: null });
  });
});

describe("until a time", () => {
  it.each([
    ["Emails until 16:00", 15 * HOUR, "Emails", HOUR],
    ["Emails until 9.30", 9 * HOUR, "Emails", 30 * MINUTE],
    ["Sleep until 7:00", 23 * HOUR, "Sleep", 8 * HOUR],
    ["Again until 7:00", 7 * HOUR, "Again", 24 * HOUR],
  ])("%j at %i ms of the day is %j of %i ms", (line, msOfDay, title, lengthMs) => {
    expect(readQuickAdd(line, msOfDay)).toMatchObject({ title, lengthMs });
  });

  it("that does not exist stays part of the title", () => {
    expect(readQuickAdd("Emails until 25:00", 0).title).toBe("Emails until 25:00");
  });
});

it("Nothing that is typed is lost: title and length together make up the line", () => {
  const part = fc.oneof(fc.string(), fc.constantFrom("25m", "1h30", "90s", "until 16:00", "1h", " ", "x"));
  fc.assert(
    fc.property(fc.array(part), fc.nat({ max: 24 * HOUR - 1 }), (parts, msOfDay) => {
      const line = parts.join(" ");
      const { lengthMs, said, title } = readQuickAdd(line, msOfDay);
      expect([title, said].filter(Boolean).join(" ")).toBe(line.trim().replace(/\s+/g, " "));
      if (lengthMs !== null) {
        expect(lengthMs).toBeGreaterThanOrEqual(SHORTEST_TIMER_MS);
        expect(lengthMs).toBeLessThanOrEqual(LONGEST_TIMER_MS);
      }
    }),
    { numRuns: 2000 },
  );
});
