import type { HabitGoal } from "./goal.ts";

/** Steps of a heat map: 0 nothing, 1 under half a usual day, 2 under one, 3 under one and a half, 4 more. */
export type HeatStep = 0 | 1 | 2 | 3 | 4;

/** The fewest minutes of steps 2, 3 and 4. */
export type HeatBounds = readonly [number, number, number];

/**
 * Where a habit's steps begin: from its goal, else from its usual day, the median of the days with minutes.
 *
 * @example a goal of at least 30 minutes: 1–14, 15–29, 30–44, 45 and more
 * @example a limit of 20 minutes: 1–10, 11–20, 21–30, 31 and more, so that step 3 is over the limit
 * @param logged the minutes of each day that has any
 */
export function heatBounds(goal: HabitGoal, logged: readonly number[]): HeatBounds {
  if (goal?.kind === "AT_MOST") {
    const { minutes } = goal;
    return rising(Math.floor(minutes / 2) + 1, minutes + 1, Math.floor(minutes * 1.5) + 1);
  }
  const usual = goal?.minutes ?? median(logged);
  return rising(Math.ceil(usual / 2), usual, Math.ceil(usual * 1.5));
}

/** The step for a day's minutes. */
export function heatStep(minutes: number, [second, third, fourth]: HeatBounds): HeatStep {
  if (minutes <= 0) return 0;
  if (minutes < second) return 1;
  if (minutes < third) return 2;
  return minutes < fourth ? 3 : 4;
}

// Every step is at least a minute wide, even when the usual day is a minute or two.
function rising(second: number, third: number, fourth: number): HeatBounds {
  const first = Math.max(2, second);
  const middle = Math.max(first + 1, third);
  return [first, middle, Math.max(middle + 1, fourth)];
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 30;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 30;
}
