import { expect, test } from "vitest";
import { inMinutes, readAbandonHours, readTarget, writeTarget } from "./profile-values.ts";

test.each([
  ["05:30", 330],
  ["5:30", 330],
  [" 330 ", 330],
  ["60:00", 3600],
  ["0:10", 10],
])("a target of %s is %i seconds", (text, value) => {
  expect(readTarget(text)).toEqual({ value });
});

test.each(["", "5:75", "five", "-5:00", "5.5"])("%o is not a target", (text) => {
  expect(readTarget(text)).toEqual({ refusal: "Enter minutes and seconds, such as 05:30." });
});

test("a target is at least ten seconds and at most an hour", () => {
  expect(readTarget("00:09")).toHaveProperty("refusal");
  expect(readTarget("60:01")).toHaveProperty("refusal");
});

test("a written target reads back as the same value", () => {
  expect(writeTarget(330)).toBe("05:30");
  expect(writeTarget(3600)).toBe("60:00");
  expect(readTarget(writeTarget(3600))).toEqual({ value: 3600 });
});

test.each([
  ["05:30", "5.5 minutes."],
  ["01:00", "1 minute."],
  ["330", "5.5 minutes."],
  ["01:40", "1.67 minutes."],
  ["00:10", "0.17 minutes."],
  ["60:00", "60 minutes."],
  ["5:", ""],
  ["61:00", ""],
])("%o is shown as %o", (text, words) => {
  expect(inMinutes(text)).toBe(words);
});

test("hours are whole and within a day", () => {
  expect(readAbandonHours("4")).toEqual({ value: 4 });
  for (const text of ["0", "25", "1.5", ""]) expect(readAbandonHours(text)).toHaveProperty("refusal");
});
