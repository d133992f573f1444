import { type Accessor, createContext, useContext } from "solid-js";
import type {
  CreateTaskInput,
  CreateTaskMutation,
  PlanFragment,
  TaskRowFragment,
} from "../generated/graphql.ts";
import type { Outcome } from "../lib/data/mutate.ts";
import type { Order } from "../ui/order.ts";
import type { TaskChanges } from "./task-changes.ts";
import type { TaskFacts } from "./task-facts.ts";
import type { TaskList } from "./task-list.ts";
import type { TimerPresses } from "./timers/timer-presses.ts";

/** A requested timer run: its length in seconds, and whether it starts a pomodoro plan. */
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
  readonly order: Order;
  /** The search text; empty for no search. */
  search: Accessor<string>;
  setSearch(text: string): void;
  /** Null until it is loaded. */
  plan: Accessor<PlanFragment | null>;
  /** Whether the server is out of reach, so that no action is possible. */
  offline: Accessor<boolean>;
  /** Titles of tasks that are being created. */
  arriving: Accessor<readonly string[]>;
  /** Creates a task and, if `run` is given, starts its timer. */
  add(task: CreateTaskInput, run: WantedRun | null): Promise<Outcome<CreateTaskMutation>>;
  start(task: Pick<TaskRowFragment, "id" | "title" | "timerSeconds" | "timer">, run: WantedRun): void;
  /** Opens the history of a task's runs. */
  showHistory(taskId: string): void;
}

export const TasksContext = createContext<TasksState>();

/** @throws Error outside the Tasks page */
export function useTasks(): TasksState {
  const state = useContext(TasksContext);
  if (!state) throw new Error("useTasks works only inside the Tasks page");
  return state;
}
