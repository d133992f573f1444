import { type Accessor, createContext, useContext } from "solid-js";
import type { PlanFragment, TaskRowFragment } from "../generated/graphql.ts";
import type { TaskChanges } from "./task-changes.ts";
import type { TaskFacts } from "./task-facts.ts";
import type { TaskList } from "./task-list.ts";
import type { TaskOrder } from "./task-order.ts";
import type { TimerPresses } from "./timers/timer-presses.ts";

/** A run of a timer that is asked for: its length in seconds, and whether it begins a pomodoro plan. */
export interface WantedRun {
  readonly seconds: number;
  readonly isWork?: boolean;
}

/** What the parts of the Tasks page share. */
export interface TasksState {
  readonly open: TaskList;
  readonly facts: TaskFacts;
  readonly presses: TimerPresses;
  readonly changes: TaskChanges;
  readonly order: TaskOrder;
  /** What is searched for; empty: nothing. */
  search: Accessor<string>;
  setSearch(text: string): void;
  /** Null while it is not known. */
  plan: Accessor<PlanFragment | null>;
  /** Whether nothing can be done just now, because the server is out of reach. */
  offline: Accessor<boolean>;
  /** Titles that are on their way to the server. */
  arriving: Accessor<readonly string[]>;
  /**
   * Makes a task, and starts its timer with `run`.
   *
   * @returns why not; null: it is made
   */
  add(task: NewTask, run: WantedRun | null): Promise<string | null>;
  start(task: Pick<TaskRowFragment, "id" | "title" | "timerSeconds" | "timer">, run: WantedRun): void;
  /** Opens the runs of a task. */
  showHistory(taskId: string): void;
}

/** A task to be made; the same again under the same key is the same task. */
export interface NewTask {
  readonly title: string;
  readonly timerSeconds: number | null;
  readonly idempotencyKey: string;
}

export const TasksContext = createContext<TasksState>();

/** @throws Error outside of the Tasks page */
export function useTasks(): TasksState {
  const state = useContext(TasksContext);
  if (!state) throw new Error("The state of tasks is provided by their page");
  return state;
}
