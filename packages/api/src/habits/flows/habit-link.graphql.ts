import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../../platform/builder.ts";
import { batched } from "../../platform/graphql/batched.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { TaskType } from "../../tasks/task.graphql.ts";

const taskOf = batched(({ prisma }, userId, ids, query) =>
  prisma.task.findMany({ ...query, where: { userId, id: { in: ids }, deletedAt: null } }),
);

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
      resolve: ({ taskId }, _args, context, info) =>
        taskId === null ? null : taskOf(context, taskId, queryFromInfo({ context, info })),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "What ends after this counts." }),
  }),
});
