export const MINUTES_OF_A_DAY = 1440;

/** At least, or at most, this many minutes a day; null: any minutes are enough. */
export type HabitGoal = { readonly kind: "AT_LEAST" | "AT_MOST"; readonly minutes: number } | null;

/**
 * Whether a day's minutes meet a goal, once the day is over.
 *
 * @param minutes whole, 0–1,440; 0 keeps a limit too
 */
export function meetsGoal(goal: HabitGoal, minutes: number): boolean {
  if (goal === null) return minutes > 0;
  return goal.kind === "AT_LEAST" ? minutes >= goal.minutes : minutes <= goal.minutes;
}

/** What one press logs when no minutes are given: what is missing to the goal; null: minutes must be given. */
export function minutesToGoal(goal: HabitGoal, minutes: number): number | null {
  if (goal?.kind !== "AT_LEAST" || minutes >= goal.minutes) return null;
  return goal.minutes - minutes;
}
