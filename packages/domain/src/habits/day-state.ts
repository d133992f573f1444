import { type HabitGoal, meetsGoal } from "./goal.ts";

/** The state of a habit on a date; `HabitDayState` in the schema explains each. */
export type HabitDayState =
  | "MET"
  | "PARTLY"
  | "WITHIN"
  | "OVER"
  | "NOTHING"
  | "SKIPPED"
  | "NOT_SCHEDULED"
  | "TO_COME";

/** What is known about a habit on a date. Dates are YYYY-MM-DD, which sort as text. */
export interface HabitDayFacts {
  readonly goal: HabitGoal;
  readonly isScheduled: boolean;
  readonly date: string;
  /** The person's date now. */
  readonly today: string;
  /** The date the habit was made: a limit counts from then on. */
  readonly madeOn: string;
  readonly minutes: number;
  readonly isSkipped: boolean;
}

/** The state of a date. Only `MET` counts towards a streak; a skipped date counts neither for nor against it. */
export function habitDayState(facts: HabitDayFacts): HabitDayState {
  const { date, goal, isScheduled, isSkipped, madeOn, minutes, today } = facts;
  if (isSkipped) return "SKIPPED";
  if (date > today) return isScheduled ? "TO_COME" : "NOT_SCHEDULED";
  if (!isScheduled && minutes === 0) return "NOT_SCHEDULED";
  if (goal?.kind === "AT_MOST") {
    if (minutes > goal.minutes) return "OVER";
    const counts = isScheduled && date < today && date >= madeOn;
    if (counts) return "MET";
    return minutes > 0 ? "WITHIN" : "NOTHING";
  }
  if (minutes === 0) return "NOTHING";
  return isScheduled && meetsGoal(goal, minutes) ? "MET" : "PARTLY";
}
