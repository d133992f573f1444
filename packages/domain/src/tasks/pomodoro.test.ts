import fc from "fast-check";
import { expect, it } from "vitest";
import {
  countsAsWork,
  nextPosition,
  type Phase,
  type PlanPosition,
  phaseLength,
  USUAL_PLAN,
} from "./pomodoro.ts";

/** The phases of a plan, from its start. */
function phases(many: number, longBreakEvery: number): Phase[] {
  const plan = { ...USUAL_PLAN, longBreakEvery };
  let position: PlanPosition = { phase: "WORK", worksDone: 0 };
  return Array.from({ length: many }, () => {
    const { phase } = position;
    position = nextPosition(position, plan);
    return phase;
  });
}

it("The usual plan repeats four work phases with three short breaks, then a long one", () => {
  const [work, short, long] = ["WORK", "SHORT_BREAK", "LONG_BREAK"] as const;
  const round = [work, short, work, short, work, short, work, long];
  expect(phases(16, 4)).toEqual([...round, ...round]);
});

it("With a long break after every work phase there are no short ones", () => {
  expect(phases(4, 1)).toEqual(["WORK", "LONG_BREAK", "WORK", "LONG_BREAK"]);
});

it("Work and breaks alternate, and every n-th break is long", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }), (every, works) => {
      const all = phases(works * 2, every);
      all.forEach((phase, index) => {
        if (index % 2 === 0) expect(phase).toBe("WORK");
        else expect(phase).toBe(((index + 1) / 2) % every === 0 ? "LONG_BREAK" : "SHORT_BREAK");
      });
    }),
  );
});

it("Each phase has the length that the plan gives it, and only breaks do not count as work", () => {
  const plan = { ...USUAL_PLAN, workMs: 1000, shortBreakMs: 2000, longBreakMs: 3000 };
  expect(phaseLength("WORK", plan)).toBe(1000);
  expect(phaseLength("SHORT_BREAK", plan)).toBe(2000);
  expect(phaseLength("LONG_BREAK", plan)).toBe(3000);
  expect([null, "WORK", "SHORT_BREAK", "LONG_BREAK"].map((phase) => countsAsWork(phase as Phase))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
