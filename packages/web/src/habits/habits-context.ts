import { type Accessor, createContext, useContext } from "solid-js";
import type { DayCellFragment, HabitRowFragment } from "../generated/graphql.ts";
import type { Fault } from "../lib/data/result.ts";
import type { HabitChanges } from "./habit-changes.ts";

/** A habit with its days of the displayed week. */
export type HabitOfWeek = HabitRowFragment & { readonly days: readonly DayCellFragment[] };

/** A range of dates, YYYY-MM-DD, both ends included. */
export interface Week {
  readonly from: string;
  readonly to: string;
}

type NamedHabit = Pick<HabitRowFragment, "id" | "name">;

/** Actions on a habit itself. A refusal appears as a toast. */
export interface HabitActs {
  /** Opens the form; null for a new habit. */
  edit(id: string | null): void;
  /** Moves the habit by a number of places. */
  move(id: string, by: number): void;
  archive(habit: NamedHabit): Promise<void>;
  /** Restores the habit from the archive. */
  takeBack(habit: NamedHabit): Promise<void>;
  /** Opens the confirmation before the habit is deleted. */
  askToDelete(habit: NamedHabit): void;
}

/** What the parts of the Habits page share. */
export interface HabitsState {
  /** In order; undefined until the first data arrives. */
  readonly habits: readonly HabitOfWeek[] | undefined;
  readonly fault: Fault | null;
  /** The displayed week. */
  week: Accessor<Week>;
  /** The person's current date. */
  today: Accessor<string>;
  /** Whether the server is out of reach, so that no action is possible. */
  offline: Accessor<boolean>;
  /** Increases when a habit or log may have changed, here or elsewhere; views with further data refetch on it. */
  revision: Accessor<number>;
  readonly changes: HabitChanges;
  readonly acts: HabitActs;
  /** The habit whose numbers are shown; null if there are no habits. */
  chosen: Accessor<string | null>;
  choose(id: string): void;
  refetch(): void;
}

export const HabitsContext = createContext<HabitsState>();

/** @throws Error outside the Habits page */
export function useHabits(): HabitsState {
  const state = useContext(HabitsContext);
  if (!state) throw new Error("useHabits works only inside the Habits page");
  return state;
}
