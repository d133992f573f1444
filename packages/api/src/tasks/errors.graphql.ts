import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { TaskCompleted, TimerConflict, TooManyTasks } from "./errors.ts";
import { TimerType } from "./timers/timer.graphql.ts";

builder.objectType(TimerConflict, {
  name: "TimerConflict",
  description:
    "The timer's state does not allow this: somebody started, stopped or paused it before, or its end came first. Nothing was changed.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    timer: t.field({ type: TimerType, description: "As it is.", resolve: ({ timer }) => timer }),
  }),
});

builder.objectType(TooManyTasks, {
  name: "TooManyTasks",
  description: "There are as many open tasks as there can be.",
  interfaces: [ErrorInterface],
});

builder.objectType(TaskCompleted, {
  name: "TaskCompleted",
  description: "The task is completed: its timer runs again once it is reopened.",
  interfaces: [ErrorInterface],
});
