import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { describe, expect, it } from "vitest";
import type { DayCellFragment } from "../../generated/graphql.ts";
import { weekFinding, weekPlan } from "./week-bars.ts";

const TODAY = "2026-11-20";

function week(...minutes: readonly number[]): DayCellFragment[] {
  return minutes.map((each, index) => ({
    __typename: "HabitDay",
    date: addDays(TODAY, index - minutes.length + 1),
    minutes: each,
    isSkipped: false,
    isScheduled: true,
    state: each >= 30 ? "MET" : each > 0 ? "PARTLY" : "NOTHING",
  }));
}
const atLeast = (minutes: number) => ({ __typename: "HabitGoal", kind: "AT_LEAST", minutes }) as const;

describe("the bars of seven days", () => {
  it("have one line, at the goal, even if no bar reaches it", () => {
    const { scale } = weekPlan(week(10, 0, 0, 0, 0, 0, 0), atLeast(30), TODAY);
    expect(scale.lines.map(({ value }) => value)).toEqual([0, 30]);
    expect(scale.top).toBe(30);
    expect(scale.y(30)).toBe(scale.lines[1]?.y);
    expect(scale.y(0)).toBe(scale.lines[0]?.y);
  });

  it("have lines at round minutes without a goal, even if nothing is logged", () => {
    const lines = (...minutes: readonly number[]) =>
      weekPlan(week(...minutes), null, TODAY).scale.lines.map(({ value }) => value);
    expect(lines(0, 0, 0, 0, 0, 0, 40)).toEqual([0, 15, 30, 45]);
    expect(lines(0, 0, 0, 0, 0, 0, 0)).toEqual([0, 5]);
  });

  it("show their minutes above, except 0, and in words", () => {
    const { bars } = weekPlan(week(0, 35, 30, 42, 31, 10, 10), atLeast(30), TODAY);
    expect(bars.map(({ above }) => above)).toEqual([undefined, "35", "30", "42", "31", "10", "10"]);
    expect(bars.at(1)?.words).toBe("Sunday, 15 November: 35 minutes, met");
    expect(bars.at(5)?.words).toBe("Thursday, 19 November: 10 minutes, not met");
    expect(bars.at(6)?.words).toBe("Friday, 20 November: 10 minutes, not yet met");
  });

  it("are summed up in one sentence with the goal", () => {
    expect(weekFinding("Reading", week(31, 10), atLeast(30))).toBe(
      "Reading, last 7 days in minutes: Thursday 31, Friday 10; goal 30",
    );
    expect(weekFinding("Reading", week(31, 10), null)).toBe(
      "Reading, last 7 days in minutes: Thursday 31, Friday 10",
    );
  });
});
