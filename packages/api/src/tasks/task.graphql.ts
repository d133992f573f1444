import { countsAsWork } from "@pacekeeper/domain/tasks/pomodoro";
import { seconds, secondsOrNull } from "../platform/lengths.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { connectionOf } from "../platform/paging/connection.graphql.ts";
import { positionsIn } from "../platform/ranks/positions.ts";
import "./scopes.ts";
import { OPEN_TASKS } from "./task-order.ts";
import { runningMs } from "./timers/runs.ts";
import { TimerType } from "./timers/timer.graphql.ts";
import { RUN_ARGUMENTS, readRuns, TimerRunConnection, TimerRunType } from "./timers/timer-run.graphql.ts";

const positionOf = positionsIn(OPEN_TASKS);

export const TaskType = ownedNode("Task", {
  isVersioned: true,
  description: "Something to do, with a timer of its own.",
  anyScope: ["READ", "TIMERS_WRITE"],
  where: { deletedAt: null },
  fields: (t) => ({
    version: t.exposeInt("version", {
      description: "Grows with every change of the task itself, not of its timer: the higher one is newer.",
    }),
    title: t.exposeString("title", { description: "1–200 characters." }),
    description: t.exposeString("description", {
      authScopes: { anyScope: ["READ"] },
      description: "At most 5,000 characters; may be empty.",
    }),
    position: t.int({
      nullable: true,
      description:
        "Its position among the person's open tasks, from 0 without gaps; null once it is completed.",
      resolve: ({ completedAt, id }, _args, context) => (completedAt ? null : positionOf(context, id)),
    }),
    timerSeconds: t.float({
      nullable: true,
      description:
        "Its estimate: how long its timer runs when a start gives no length; null: none was given.",
      resolve: ({ lengthMs }) => secondsOrNull(lengthMs),
    }),
    ranSeconds: t.float({
      description: "How long its timer has run in total, up to now; pauses and breaks do not count.",
      select: { timer: true },
      resolve: ({ ranMs, timer }, _args, { now }) =>
        seconds(ranMs + (timer && countsAsWork(timer.phase) ? runningMs(timer, now()) : 0)),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    completedAt: t.expose("completedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was completed; null while it is open.",
    }),
    timer: t.prismaField({
      type: TimerType,
      description: "Its countdown.",
      select: (_args, _context, nested) => ({ timer: nested() }),
      resolve: (_query, { timer }) => {
        // Made and deleted only together with the task.
        if (!timer) throw new Error("A task without a timer");
        return timer;
      },
    }),
    runs: t.connection(
      {
        type: TimerRunType,
        authScopes: { anyScope: ["READ"] },
        args: RUN_ARGUMENTS,
        description: "The runs of its timer.",
        resolve: ({ id, userId }, args, context, info) =>
          readRuns({ userId, taskId: id }, context.viewer?.user.timezone ?? "UTC", args, context, info),
      },
      TimerRunConnection,
    ),
  }),
});

export const TaskConnection = connectionOf("Task", TaskType);
