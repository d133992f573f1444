import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import type { HabitGoal } from "./goal.ts";
import { heatBounds, heatStep } from "./heat.ts";

const bounds = (kind: "AT_LEAST" | "AT_MOST", minutes: number) => heatBounds({ kind, minutes }, []);

describe("the steps of a heat map", () => {
  it("are the design's for at least 30 minutes: none, 1–14, 15–29, 30–44, 45 and more", () => {
    const steps = bounds("AT_LEAST", 30);
    const minutes = [0, 1, 14, 15, 29, 30, 44, 45, 1440];
    expect(minutes.map((each) => heatStep(each, steps))).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it("begin the third one with the first minute over a limit", () => {
    const steps = bounds("AT_MOST", 20);
    expect([0, 1, 10, 11, 20, 21, 30, 31].map((each) => heatStep(each, steps))).toEqual([
      0, 1, 1, 2, 2, 3, 3, 4,
    ]);
  });

  it("follow the usual day when there is no goal: the lower median of the days with minutes", () => {
    expect(heatBounds(null, [40])).toEqual([20, 40, 60]);
    expect(heatBounds(null, [90, 10, 20])).toEqual([10, 20, 30]);
    expect(heatBounds(null, [10, 20, 40, 400])).toEqual([10, 20, 30]);
  });

  it("leave their input in its order, and sort numbers as numbers", () => {
    const logged = [100, 9, 20];
    expect(heatBounds(null, logged)).toEqual([10, 20, 30]);
    expect(logged).toEqual([100, 9, 20]);
  });

  it("are those of half an hour when nothing was ever logged", () => {
    expect(heatBounds(null, [])).toEqual([15, 30, 45]);
  });

  it("are at least a minute wide, even when the usual day is one or two minutes", () => {
    expect(bounds("AT_LEAST", 1)).toEqual([2, 3, 4]);
    expect(bounds("AT_LEAST", 2)).toEqual([2, 3, 4]);
    expect(heatBounds(null, [1, 1, 2])).toEqual([2, 3, 4]);
  });

  it("rise with the minutes and can all be reached, whatever the goal and the usual day", () => {
    const minutes = fc.integer({ min: 1, max: 1440 });
    const limited = fc.record({ kind: fc.constantFrom("AT_LEAST" as const, "AT_MOST"), minutes });
    const goal: fc.Arbitrary<HabitGoal> = fc.option(limited);
    fc.assert(
      fc.property(goal, fc.array(minutes, { maxLength: 20 }), (any, logged) => {
        const steps = heatBounds(any, logged);
        const [second, third, fourth] = steps;
        expect(second).toBeGreaterThan(1);
        expect(third).toBeGreaterThan(second);
        expect(fourth).toBeGreaterThan(third);
        expect([0, 1, second, third, fourth].map((each) => heatStep(each, steps))).toEqual([0, 1, 2, 3, 4]);
        expect([second, third, fourth].map((each) => heatStep(each - 1, steps))).toEqual([1, 2, 3]);
      }),
      { numRuns: runs(300) },
    );
  });
});
