/** A day has so many minutes. */
export const MINUTES_OF_A_DAY = 1440;

/** So many minutes a day at least, or at most; null: any minutes are enough. */
export type HabitGoal = { readonly kind: "AT_LEAST" | "AT_MOST"; readonly minutes: number } | null;

/**
 * Whether a day's minutes meet a goal, once the day is over.
 *
 * @param minutes whole, 0–1,440; a limit is kept by none too
 */
export function meetsGoal(goal: HabitGoal, minutes: number): boolean {
  if (goal === null) return minutes > 0;
  return goal.kind === "AT_LEAST" ? minutes >= goal.minutes : minutes <= goal.minutes;
}

/** What one press logs where nothing was said: the goal, or what is missing of it; null: minutes must be said. */
export function minutesToGoal(goal: HabitGoal, minutes: number): number | null {
  if (goal?.kind !== "AT_LEAST" || minutes >= goal.minutes) return null;
  return goal.minutes - minutes;
}
