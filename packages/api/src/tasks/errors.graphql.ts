import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { TaskCompleted, TimerConflict, TooManyTasks } from "./errors.ts";
import { TimerType } from "./timers/timer.graphql.ts";

builder.objectType(TimerConflict, {
  name: "TimerConflict",
  description:
    "The timer's state does not allow this: another request came first, or the timer's end did. Nothing was changed.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    timer: t.field({ type: TimerType, description: "The timer as it is.", resolve: ({ timer }) => timer }),
  }),
});

builder.objectType(TooManyTasks, {
  name: "TooManyTasks",
  description: "The person already has the maximum number of open tasks.",
  interfaces: [ErrorInterface],
});

builder.objectType(TaskCompleted, {
  name: "TaskCompleted",
  description: "The task is completed: its timer can run again once the task is reopened.",
  interfaces: [ErrorInterface],
});
