import type { HabitRowFragment } from "../generated/graphql.ts";
import { longGoalWords } from "./habit-words.ts";
import { dayWords } from "./week/day-words.ts";

/** A habit's goal and the date of its first log: "30 minutes a day · since 3 December 2025". */
export function aboutWords(habit: HabitRowFragment, today: string): string {
  const asked = longGoalWords(habit);
  const first = habit.firstLoggedOn;
  const words = first === null ? asked : `${asked} · since ${dayWords(first, today)}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
