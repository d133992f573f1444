import { describe, expect, it } from "vitest";
import type { DayCellFragment } from "../../generated/graphql.ts";
import type { HabitOfWeek } from "../habits-context.ts";
import { shownDay } from "./shown-days.ts";

const TODAY = "2026-06-03";
const day = (date: string, some: Partial<DayCellFragment> = {}): DayCellFragment => ({
  date,
  minutes: 0,
  state: "NOTHING",
  ...some,
});
const READING: HabitOfWeek = {
  id: "1",
  version: 1,
  name: "Reading",
  category: null,
  colour: "VIOLET",
  madeOn: "2026-06-01",
  archivedAt: null,
  stopwatchStartedAt: null,
  firstLoggedOn: null,
  goal: { kind: "AT_LEAST", minutes: 30 },
  schedule: { weekdays: ["TUESDAY", "WEDNESDAY"], timesAWeek: null },
  streak: { current: 0, best: 0, unit: "DAY" },
  days: [day("2026-06-02", { minutes: 10, state: "PARTLY" }), day(TODAY)],
};
const pending = (some: object = {}) => ({
  habitId: "1",
  date: TODAY,
  minutes: 30,
  isSkipped: false,
  ...some,
});

describe("a day of the grid", () => {
  it("is the server's day while nothing is pending", () => {
    expect(shownDay(READING, "2026-06-02", [], TODAY)).toEqual({
      ...READING.days[0],
      isScheduled: true,
      isSkipped: false,
    });
    expect(shownDay(READING, "2026-06-04", [], TODAY)).toBeUndefined();
  });

  it("shows a pending change at once", () => {
    expect(shownDay(READING, TODAY, [pending()], TODAY)).toMatchObject(
      day(TODAY, { minutes: 30, state: "MET" }),
    );
    expect(shownDay(READING, TODAY, [pending({ minutes: 29 })], TODAY)?.state).toBe("PARTLY");
    expect(shownDay(READING, TODAY, [pending({ minutes: 0, isSkipped: true })], TODAY)?.state).toBe(
      "SKIPPED",
    );
  });

  it("takes isScheduled from the schedule and isSkipped from the state", () => {
    const weekend = { weekdays: ["SATURDAY", "SUNDAY"] as const, timesAWeek: null };
    const skipped = { ...READING, days: [day(TODAY, { state: "SKIPPED" })] };
    expect(shownDay(skipped, TODAY, [], TODAY)).toMatchObject({ isScheduled: true, isSkipped: true });
    const other = { ...READING, schedule: { ...weekend, weekdays: [...weekend.weekdays] } };
    expect(shownDay(other, TODAY, [], TODAY)).toMatchObject({ isScheduled: false, isSkipped: false });
    const often = { ...READING, schedule: { weekdays: [], timesAWeek: 3 } };
    expect(shownDay(often, TODAY, [], TODAY)?.isScheduled).toBe(true);
  });

  it("is not a met limit before the day is over", () => {
    const limited = { ...READING, goal: { kind: "AT_MOST" as const, minutes: 20 } };
    expect(shownDay(limited, TODAY, [pending({ minutes: 5 })], TODAY)?.state).toBe("WITHIN");
    expect(shownDay(limited, TODAY, [pending({ minutes: 21 })], TODAY)?.state).toBe("OVER");
    const before = pending({ date: "2026-06-02", minutes: 5 });
    expect(shownDay(limited, "2026-06-02", [before], TODAY)?.state).toBe("MET");
  });

  it("shows the last of two pending changes, and ignores other days and habits", () => {
    const others = [pending({ habitId: "2" }), pending({ date: "2026-06-02", minutes: 99 })];
    const both = [pending({ minutes: 15 }), pending({ minutes: 45 }), ...others];
    expect(shownDay(READING, TODAY, both, TODAY)?.minutes).toBe(45);
    expect(shownDay(READING, TODAY, others, TODAY)).toMatchObject({ minutes: 0, state: "NOTHING" });
  });
});
