import type { DatabaseHandle } from "../platform/context.ts";
import type { Serializer } from "../platform/serially.ts";

/** What of a person's tasks a change is about: the list, or the timers. */
export type TaskTopic = "task" | "timer";

/** What the task services take besides their input. */
export interface TasksContext {
  readonly db: DatabaseHandle;
  readonly userId: string;
  /** Orders one person's writes within this process. */
  readonly serially: Serializer;
  /** Tells subscribers, after the commit, of the changes up to this number. */
  readonly announce: (sequence: number, topics: ReadonlySet<TaskTopic>) => void;
}
