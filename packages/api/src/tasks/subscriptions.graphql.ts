import { queryFromInfo } from "@pothos/plugin-prisma";
import { viewerField } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { batched } from "../platform/graphql/batched.ts";
import { seconds } from "../platform/lengths.ts";
import { changeType, SINCE, sinceCost } from "../platform/streams/change-type.graphql.ts";
import { afterEach } from "../platform/streams/pubsub-streams.ts";
import { followTasks, type TaskChangeTold } from "./followed-tasks.ts";
import { TaskType } from "./task.graphql.ts";
import { tasksChanged, timersChanged } from "./task-topics.ts";
import { TimerStatusEnum, TimerType } from "./timers/timer.graphql.ts";
import { followTimers, type TimerChange } from "./timers/timer-reading.ts";
import { type Tick, timerTicks } from "./timers/timer-ticks.ts";

const timerOf = batched(({ prisma }, userId, ids, query) =>
  prisma.timer.findMany({ ...query, where: { userId, id: { in: ids }, task: { deletedAt: null } } }),
);

const TimerTickType = builder.objectRef<Tick>("TimerTick").implement({
  description: "One second of a countdown.",
  fields: (t) => ({
    timerId: t.globalID({
      description: "The timer.",
      resolve: ({ timerId }) => ({ id: timerId, type: TimerType }),
    }),
    timer: t.field({
      type: TimerType,
      nullable: true,
      description: "The timer as it is now, read for each tick; null once it is deleted.",
      resolve: ({ timerId }, _args, context, info) =>
        timerOf(context, timerId, queryFromInfo({ context, info })),
    }),
    status: t.expose("status", {
      type: TimerStatusEnum,
      description: "RUNNING or PAUSED; COMPLETED or STOPPED in the last tick.",
    }),
    remainingSeconds: t.float({
      description: "What is left as of `serverTime`; 0 or less in the last tick.",
      resolve: ({ remainingMs }) => seconds(remainingMs),
    }),
    serverTime: t.expose("at", { type: "DateTime", description: "The server's clock at the tick." }),
  }),
});

const TimerChangeType = changeType<TimerChange>("TimerChange", {
  description: "A change of one of a person's timers.",
  what: "timer",
  node: TimerType,
  kinds: {
    CHANGED: "It was started, paused, resumed, extended, stopped or reset, or it is over.",
    DELETED: "It was deleted with its task.",
    RESTORED: "The deletion of its task was taken back.",
    LIST: "No single timer can be named, such as when the account took a guest's data over: read the list again.",
  },
  fields: (t) => ({
    timer: t.expose("timer", {
      type: TimerType,
      nullable: true,
      description: "As it is now; null for DELETED and LIST.",
    }),
    taskId: t.globalID({
      nullable: true,
      description: "The global id of the task whose timer it is, even if the task is deleted; null for LIST.",
      resolve: ({ taskId }) => taskId && { id: taskId, type: TaskType },
    }),
  }),
});

const TaskChangeType = changeType<TaskChangeTold>("TaskChange", {
  description: "A change of one of a person's tasks.",
  what: "task",
  node: TaskType,
  kinds: {
    CREATED: "It was made.",
    CHANGED: "Its title, description or length was changed; its place in the lists was not.",
    MOVED: "It has another place: it was moved, completed or reopened.",
    DELETED: "It was deleted.",
    RESTORED: "Its deletion was taken back.",
    LIST: "No single task can be named: the pomodoro plan or the time zone was changed, the account took a guest's data over, or there were very many changes. Read your lists again.",
  },
  fields: (t) => ({
    task: t.expose("task", {
      type: TaskType,
      nullable: true,
      description: "As it is now; null for DELETED and LIST. Other tasks' positions may follow from its own.",
    }),
    user: t.field(viewerField),
  }),
});

builder.subscriptionFields((t) => ({
  timerChanged: t.withAuth({ anyScope: ["READ", "TIMERS_WRITE"] }).field({
    type: TimerChangeType,
    description:
      "Sends every change of the viewer's timers at least once, whichever process made it; derive the seconds in between from `endsAt`.",
    args: {
      taskId: t.arg.globalID({ for: TaskType, description: "Only this task's timer; omitted: all timers." }),
      since: t.arg(SINCE),
    },
    complexity: sinceCost,
    subscribe: (_root, { since, taskId }, { db, pubsub, viewer }) => {
      const { userId } = viewer;
      const id = taskId ? rowId(taskId.id) : null;
      return afterEach(pubsub.subscribe(timersChanged(userId)), () =>
        followTimers(db, userId, id, since?.getTime() ?? null),
      );
    },
    resolve: (change) => change,
  }),
  timerTicks: t.withAuth({ anyScope: ["READ", "TIMERS_WRITE"] }).field({
    type: TimerTickType,
    description:
      "Sends a task's countdown once a second while it runs; waits for a start. A pause sends one tick. The last tick is COMPLETED or STOPPED, then the subscription ends.",
    args: {
      taskId: t.arg.globalID({ required: true, for: TaskType, description: "The task's global id." }),
    },
    subscribe: (_root, { taskId }, context) => timerTicks(context, context.viewer.userId, rowId(taskId.id)),
    resolve: (tick) => tick,
  }),
  tasksChanged: t.withAuth({ anyScope: ["READ", "TIMERS_WRITE"] }).field({
    type: TaskChangeType,
    description:
      "Sends every change of the viewer's tasks, and of their pomodoro plan, at least once. For timers use `timerChanged`.",
    args: { since: t.arg(SINCE) },
    complexity: sinceCost,
    subscribe: (_root, { since }, { db, pubsub, viewer }) =>
      afterEach(pubsub.subscribe(tasksChanged(viewer.userId)), () =>
        followTasks(db.pool, viewer.userId, since?.getTime() ?? null),
      ),
    resolve: (change) => change,
  }),
}));
