import type { ChangingContext } from "../platform/changes/changing.ts";

/** What of a person's tasks a change is about: the list, or the timers. */
export type TaskTopic = "task" | "timer";

/** What the task services take besides their input. */
export type TasksContext = ChangingContext<TaskTopic>;
