import { UserType } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { seconds } from "../platform/lengths.ts";
import { flattened, mapped, startingWith } from "../platform/streams/pubsub-streams.ts";
import { TaskType } from "./task.graphql.ts";
import { tasksChanged, timersChanged } from "./task-topics.ts";
import { TimerStatusEnum, TimerType } from "./timers/timer.graphql.ts";
import { noSuchTask, timerReader } from "./timers/timer-reading.ts";
import { type Tick, timerTicks } from "./timers/timer-ticks.ts";

const TimerTickType = builder.objectRef<Tick>("TimerTick").implement({
  description: "One second of a countdown.",
  fields: (t) => ({
    timerId: t.globalID({
      description: "The timer.",
      resolve: ({ timerId }) => ({ id: timerId, type: TimerType }),
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

builder.subscriptionFields((t) => ({
  timerChanged: t.withAuth({ anyScope: ["READ", "TIMERS_WRITE"] }).field({
    type: TimerType,
    description:
      "Sends one of the viewer's timers whenever its state changes: started, paused, resumed, extended, stopped, reset or completed. Every change is sent at least once, whichever process made it; derive the seconds in between from `endsAt`. `tasksChanged` reports deleted tasks.",
    args: {
      taskId: t.arg.globalID({ for: TaskType, description: "Only this task's timer; omitted: all timers." }),
      since: t.arg({
        type: "DateTime",
        description:
          "Begins with the timers that changed since this time, such as the last message's `serverTime` after a lost connection; some may be sent again. Omitted: from now on.",
      }),
    },
    subscribe: async (_root, { since, taskId }, { db, pubsub, viewer }) => {
      const { userId } = viewer;
      const id = taskId ? rowId(taskId.id) : null;
      const signals = pubsub.subscribe(timersChanged(userId));
      try {
        if (id !== null) {
          const where = { userId_id: { userId, id }, deletedAt: null };
          if (!(await db.prisma.task.findUnique({ where, select: { id: true } }))) throw noSuchTask();
        }
        const reader = await timerReader(db, userId, id, since?.getTime() ?? null);
        return flattened(
          startingWith(async () => "changed" as const, signals),
          () => reader.changed(),
        );
      } catch (error) {
        await signals.return?.();
        throw error;
      }
    },
    resolve: (timer) => timer,
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
    type: UserType,
    description:
      "Sends the viewer whenever one of their tasks is made, changed, moved, completed, deleted or restored, or their pomodoro plan changes: select the lists you show. For timers use `timerChanged`.",
    subscribe: (_root, _args, { db, pubsub, viewer }) =>
      mapped(pubsub.subscribe(tasksChanged(viewer.userId)), async () => {
        return (await db.prisma.user.findUnique({ where: { id: viewer.userId } })) ?? undefined;
      }),
    resolve: (user) => user,
  }),
}));
