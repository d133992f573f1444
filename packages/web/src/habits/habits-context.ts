import { type Accessor, createContext, useContext } from "solid-js";
import type { DayCellFragment, HabitRowFragment } from "../generated/graphql.ts";
import type { Fault } from "../lib/data/result.ts";
import type { HabitChanges } from "./habit-changes.ts";

/** A habit with the days of the week that is shown. */
export type HabitOfWeek = HabitRowFragment & { readonly days: readonly DayCellFragment[] };

/** Dates in a row, both ends included, YYYY-MM-DD. */
export interface Week {
  readonly from: string;
  readonly to: string;
}

type NamedHabit = Pick<HabitRowFragment, "id" | "name">;

/** What is done with a habit itself; a refusal is told in a toast. */
export interface HabitActs {
  /** Opens the form of one; null: of a new one. */
  edit(id: string | null): void;
  /** Moves it in the order by so many places. */
  move(id: string, by: number): void;
  archive(habit: NamedHabit): Promise<void>;
  /** Takes it back out of the archive. */
  takeBack(habit: NamedHabit): Promise<void>;
  /** Opens the question whether it is to go for good. */
  askToDelete(habit: NamedHabit): void;
}

/** What the parts of the Habits page share. */
export interface HabitsState {
  /** In their order; undefined while nothing is known. */
  readonly habits: readonly HabitOfWeek[] | undefined;
  readonly fault: Fault | null;
  /** The week that is shown. */
  week: Accessor<Week>;
  /** The person's date now. */
  today: Accessor<string>;
  /** Whether nothing can be done just now, because the server is out of reach. */
  offline: Accessor<boolean>;
  /** Grows whenever a habit or a log has changed, here or elsewhere: what shows more of them asks again. */
  revision: Accessor<number>;
  readonly changes: HabitChanges;
  readonly acts: HabitActs;
  /** The habit whose numbers are shown; null: there is none. */
  chosen: Accessor<string | null>;
  choose(id: string): void;
  refetch(): void;
}

export const HabitsContext = createContext<HabitsState>();

/** @throws Error outside of the Habits page */
export function useHabits(): HabitsState {
  const state = useContext(HabitsContext);
  if (!state) throw new Error("The state of habits is provided by their page");
  return state;
}
