import { errorType } from "../platform/error-types.ts";
import { TaskCompleted, TimerConflict, TooManyTasks } from "./errors.ts";
import { TimerType } from "./timers/timer.graphql.ts";

errorType(TimerConflict, "TimerConflict", {
  description:
    "The timer's state does not allow this: another request came first, or the timer's end did. Nothing was changed.",
  fields: (t) => ({
    timer: t.field({ type: TimerType, description: "The timer as it is.", resolve: ({ timer }) => timer }),
  }),
});

errorType(TooManyTasks, "TooManyTasks", {
  description: "The person already has the maximum number of open tasks.",
});

errorType(TaskCompleted, "TaskCompleted", {
  description: "The task is completed: its timer can run again once the task is reopened.",
});
