import { builder } from "../../platform/builder.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { TaskType } from "../../tasks/task.graphql.ts";
import { requestReadings } from "../request-memory.ts";

export const HabitSourceEnum = builder.enumType("HabitSource", {
  description: "What counts towards a habit by itself.",
  values: {
    WORK_SESSIONS: { description: "Every work session, with its active minutes, once it has ended." },
    TIMERS: { description: "Every run of a task's timer, breaks not counted, once it has ended." },
    TASK: { description: "The runs of one task's timer." },
  },
});

export const HabitLinkType = ownedNode("HabitLink", {
  description:
    "What counts towards a habit: each session or run that ends from then on is logged on the date on which it began, to the nearest minute; one under half a minute is not. What is deleted, reopened or taken back is unlogged again.",
  anyScope: ["read"],
  fields: (t) => ({
    source: t.expose("source", { type: HabitSourceEnum, description: "What counts." }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: "Of the source TASK, whose timer; null otherwise, and while that task is deleted.",
      resolve: ({ taskId }, _args, context) =>
        taskId === null ? null : requestReadings(context).task(taskId),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "What ends from then on counts." }),
  }),
});
