import { builder } from "../../platform/builder.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { TaskType } from "../../tasks/task.graphql.ts";
import { requestReadings } from "../request-memory.ts";

export const HabitSourceEnum = builder.enumType("HabitSource", {
  description: "What counts towards a habit automatically.",
  values: {
    WORK_SESSIONS: { description: "Every work session, with its active minutes, once it has ended." },
    TIMERS: { description: "Every run of a task's timer except breaks, once it has ended." },
    TASK: { description: "The runs of one task's timer." },
  },
});

export const HabitLinkType = ownedNode("HabitLink", {
  description:
    "A source that counts towards a habit. Each session or run that ends after the link was made is logged on the date it began, to the nearest minute; under half a minute is not logged. Deleting, reopening or undoing it removes its log.",
  anyScope: ["READ"],
  fields: (t) => ({
    source: t.expose("source", { type: HabitSourceEnum, description: "What counts." }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description:
        "The task whose timer counts, for the source TASK; null for others, and while the task is deleted.",
      resolve: ({ taskId }, _args, context) =>
        taskId === null ? null : requestReadings(context).task(taskId),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "What ends after this counts." }),
  }),
});
