import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyOf, STREAK_EXAMPLES } from "../testing/streak-examples.ts";
import { addDays, WEEKDAYS } from "../time/calendar-date.ts";
import { streakOf } from "./streak.ts";

describe("a streak", () => {
  it.each(STREAK_EXAMPLES.map((one) => [one.says, one] as const))(
    "%s",
    (_says, { history, streaks, weekStart }) => {
      for (const [today, current, best] of streaks) {
        expect(streakOf(history, today, weekStart), today).toMatchObject({ current, best });
      }
    },
  );
});

const FROM = "2026-11-16";
const goals = fc.constantFrom(null, { kind: "AT_LEAST", minutes: 20 } as const);
const someWeekdays = fc
  .subarray([...WEEKDAYS], { minLength: 1 })
  .map((weekdays) => ({ kind: "WEEKDAYS" as const, weekdays }));
const timesAWeek = fc.integer({ min: 1, max: 7 }).map((times) => ({ kind: "TIMES_A_WEEK" as const, times }));
const days = fc.array(fc.constantFrom(0, 19, 20, 20, 20, "skip" as const), { minLength: 1, maxLength: 60 });
const daily = fc.record({ from: fc.constant(FROM), goal: goals, schedule: someWeekdays, days });
const weekly = fc.record({ from: fc.constant(FROM), goal: goals, schedule: timesAWeek, days });
const told = fc.oneof(daily, weekly);
const weekStarts = fc.constantFrom(...WEEKDAYS);

it("A streak of days is the longest run of met days in the history written as text", () => {
  fc.assert(
    fc.property(goals, days, (goal, happened) => {
      const least = goal?.minutes ?? 1;
      const text = happened.map((day) => (day === "skip" ? "" : day >= least ? "x" : "-")).join("");
      const rows = text.split("-").map(({ length }) => length);
      const today = addDays(FROM, happened.length);
      const expected = { current: rows.at(-1), best: Math.max(...rows), unit: "DAY" };
      expect(streakOf(historyOf({ from: FROM, goal, days: happened }), today, "MONDAY")).toEqual(expected);
    }),
  );
});

it("Skipping a day without minutes never costs a streak of days anything", () => {
  fc.assert(
    fc.property(daily, fc.nat({ max: 59 }), (facts, place) => {
      const history = historyOf(facts);
      const date = addDays(FROM, place % facts.days.length);
      fc.pre(history.logs.every((log) => log.date !== date));
      const today = addDays(FROM, facts.days.length);
      const before = streakOf(history, today, "MONDAY");
      const after = streakOf({ ...history, skips: [...history.skips, date] }, today, "MONDAY");
      expect(after.current).toBeGreaterThanOrEqual(before.current);
      expect(after.best).toBeGreaterThanOrEqual(before.best);
    }),
  );
});

it("As days pass, the current streak grows by one, stays or restarts, and the best never shrinks", () => {
  fc.assert(
    fc.property(told, weekStarts, ({ schedule, ...facts }, weekStart) => {
      // A skip can remove the last day that a week asks for; the week then no longer counts.
      const isWeekly = schedule.kind === "TIMES_A_WEEK";
      const days = isWeekly ? facts.days.map((day) => (day === "skip" ? 0 : day)) : facts.days;
      const history = historyOf({ ...facts, schedule, days });
      let before = streakOf(history, FROM, weekStart);
      for (let day = 1; day <= days.length + 7; day += 1) {
        const now = streakOf(history, addDays(FROM, day), weekStart);
        expect([0, 1, before.current, before.current + 1]).toContain(now.current);
        expect(now.best).toBe(Math.max(before.best, now.current));
        before = now;
      }
    }),
  );
});

it("A day's minutes add up, however many logs they come in", () => {
  fc.assert(
    fc.property(told, weekStarts, (facts, weekStart) => {
      const history = historyOf(facts);
      const logs = history.logs.flatMap(({ date, minutes }) => [
        { date, minutes: 1 },
        { date, minutes: minutes - 1 },
      ]);
      const today = addDays(FROM, facts.days.length);
      const split = streakOf({ ...history, logs: logs.reverse() }, today, weekStart);
      expect(split).toEqual(streakOf(history, today, weekStart));
    }),
  );
});
