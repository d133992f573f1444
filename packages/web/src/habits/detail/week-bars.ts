import type { DayCellFragment, HabitRowFragment } from "../../generated/graphql.ts";
import { weekdayOf } from "../../lib/time/local-time.ts";
import type { ChartPlan } from "../../ui/BarChart.tsx";
import { type VerticalScale, verticalScale } from "../../ui/chart-scale.ts";
import { minutesWords } from "../habit-words.ts";
import { loggedWords, weekdayWords } from "../week/day-words.ts";

type Goal = HabitRowFragment["goal"];

const LEFT = 48;
const HEIGHT = 168;
const BASE = 148;
const TOP = 28;
const WIDEST = 44;
const STEPS = [5, 10, 15, 20, 30, 60, 120, 240];

const STATES: Readonly<Partial<Record<DayCellFragment["state"], string>>> = {
  MET: "met",
  PARTLY: "not met",
  OVER: "over the limit",
  WITHIN: "within the limit",
  NOT_SCHEDULED: "not scheduled",
};

/** The minutes logged on a day, and whether the day is skipped. */
export function logged({ minutes, state }: DayCellFragment) {
  return { minutes, isSkipped: state === "SKIPPED" };
}

/** "Monday, 16 November: 35 minutes, met". */
function barWords(day: DayCellFragment, today: string): string {
  const state = day.state === "PARTLY" && day.date === today ? "not yet met" : STATES[day.state];
  const words = `${weekdayWords(day.date, today)}: ${loggedWords(logged(day))}`;
  return state === undefined ? words : `${words}, ${state}`;
}

/** Summarizes the bars of seven days in one sentence. */
export function weekFinding(name: string, days: readonly DayCellFragment[], goal: Goal): string {
  const words = days.map((day) => `${weekdayOf(day.date, "long")} ${day.minutes}`).join(", ");
  const aim = goal === null ? "" : `; ${goal.kind === "AT_MOST" ? "limit" : "goal"} ${goal.minutes}`;
  return `${name}, last 7 days in minutes: ${words}${aim}`;
}

/** The bars of seven days, with a single line at the goal, or lines at round minutes if there is no goal. */
export function weekPlan(days: readonly DayCellFragment[], goal: Goal, today: string): ChartPlan {
  return {
    height: HEIGHT,
    left: LEFT,
    widest: WIDEST,
    share: 0.58,
    scale: weekScale(Math.max(...days.map(({ minutes }) => minutes)), goal),
    named: minutesWords,
    bars: days.map((day) => ({
      value: day.minutes,
      name: weekdayOf(day.date),
      words: barWords(day, today),
      ...(day.state === "OVER" ? { tone: "slow" } : {}),
      ...(day.minutes > 0 ? { above: String(day.minutes) } : {}),
    })),
  };
}

function weekScale(largest: number, goal: Goal): VerticalScale {
  if (goal === null || goal.minutes === 0) {
    return verticalScale({ largest: Math.max(1, largest), steps: STEPS, most: 3, from: BASE, to: TOP });
  }
  const top = Math.max(largest, goal.minutes);
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  return { top, y, lines: [0, goal.minutes].map((value) => ({ value, y: y(value) })) };
}
