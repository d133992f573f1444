import type { ChangeContext } from "../platform/changes/change.ts";

/** The part of a person's tasks that a change concerns: the list or the timers. */
export type TaskTopic = "task" | "timer";

/** What the task services take besides their input. */
export type TasksContext = ChangeContext<TaskTopic>;
