import type { ChangeContext } from "../platform/changes/change.ts";

/** What of a person's tasks a change is about: the list, or the timers. */
export type TaskTopic = "task" | "timer";

/** What the task services take besides their input. */
export type TasksContext = ChangeContext<TaskTopic>;
