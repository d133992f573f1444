import { purgeDeleted } from "../platform/changes/deleted-rows.ts";
import { USER_TOPIC } from "../platform/changes/outbox.ts";
import type { Room } from "../platform/room.ts";
import { claimTasks } from "./claim.ts";
import { TASK_EXAMPLES } from "./task-examples.ts";
import { TASK_TOPIC, TIMER_TOPIC, tasksChanged, timersChanged } from "./task-topics.ts";
import { createTimerWatch } from "./timers/timer-watch.ts";

export const tasks: Room = {
  name: "tasks",
  examples: TASK_EXAMPLES,
  topics: [
    { name: TASK_TOPIC, publishes: [tasksChanged] },
    { name: TIMER_TOPIC, publishes: [timersChanged] },
    { name: USER_TOPIC, publishes: [tasksChanged, timersChanged] },
  ],
  claim: claimTasks,
  purges: [purgeDeleted("tasks")],
  start({ announce, db, log }) {
    const timers = createTimerWatch(db.pool, log, ({ sequence, userId }) =>
      announce(userId, TIMER_TOPIC, sequence),
    );
    return {
      // Each process wakes for the next due timer by itself; this job is for a process that missed it.
      jobs: [{ name: "complete due timers", pattern: "*/5 * * * * *", run: () => timers.look() }],
      // Timers that came due while no process ran complete now, at their true end.
      begin: () => void timers.look(),
      stop: () => timers.stop(),
    };
  },
};
