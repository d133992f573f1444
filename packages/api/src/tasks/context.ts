import type { ChangeContext } from "../platform/changes/change.ts";
import type { TASK_TOPIC, TIMER_TOPIC } from "./task-topics.ts";

/** The part of a person's tasks that a change concerns: the list or the timers. */
export type TaskTopic = typeof TASK_TOPIC | typeof TIMER_TOPIC;

/** What the task services take besides their input. */
export type TasksContext = ChangeContext<TaskTopic>;
