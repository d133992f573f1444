import { Cron } from "croner";
import type { Pool } from "pg";
import { forgetEndedLogins, forgetGuests } from "../accounts/forgetting.ts";
import { closeEndedSockets } from "../accounts/logins/ended-credentials.ts";
import { forgetLoginTries } from "../accounts/logins/login-throttle.ts";
import { forgetExpiredMails, type MailDelivery } from "../accounts/mail/mail-delivery.ts";
import type { HabitsContext } from "../habits/context.ts";
import { followFlows, peopleWithFlows } from "../habits/flows/flows.ts";
import { HABIT_TOPIC, habitsContext, tellHabits } from "../habits/habit-topics.ts";
import { purgeDeletedLogs } from "../habits/logs/deleted-logs.ts";
import { peopleToSettle, settlePerson } from "../habits/streaks/settling.ts";
import type { DatabaseHandle } from "../platform/context.ts";
import type { Log } from "../platform/log.ts";
import { purgeOutbox } from "../platform/outbox.ts";
import type { Server } from "../platform/server.ts";
import { purgeDeletedTasks } from "../tasks/deleted-tasks.ts";
import { isTaskTopic, tellTasks } from "../tasks/task-topics.ts";
import type { TimerWatch } from "../tasks/timers/timer-watch.ts";
import { markAbandonedSessions, purgeDeletedSessions } from "../tracking/abandonment.ts";
import { TRACKING_TOPIC, trackingChanged } from "../tracking/tracking-topics.ts";

/** What jobs work with. */
interface JobContext {
  readonly db: DatabaseHandle;
  readonly pool: Pool;
  readonly server: Server;
  readonly log: Log;
  /** Null: this server sends no mail. */
  readonly mail: MailDelivery | null;
  /** Completes due timers. */
  readonly timers: TimerWatch;
}

/** Everything that happens by the clock: a name, a cron pattern (UTC), and what to do. */
interface Job {
  readonly name: string;
  readonly pattern: string;
  readonly run: (context: JobContext) => Promise<unknown>;
}

const JOBS: readonly Job[] = [
  {
    name: "mark abandoned sessions",
    pattern: "30 * * * * *",
    async run({ pool, server }) {
      for (const userId of await markAbandonedSessions(pool)) tellTracking(server, userId);
    },
  },
  // Each process wakes for the next due timer by itself; this is for one whose waiting went wrong.
  { name: "complete due timers", pattern: "*/5 * * * * *", run: ({ timers }) => timers.look() },
  {
    name: "count sessions and timers towards habits",
    pattern: "* * * * * *",
    run: (context) => followAllFlows(context),
  },
  { name: "settle streaks", pattern: "15 * * * * *", run: (context) => settleStreaks(context) },
  {
    name: "close sockets of ended logins",
    pattern: "*/3 * * * * *",
    run: ({ pool, server }) => closeEndedSockets(pool, server),
  },
  {
    name: "send mail",
    pattern: "* * * * * *",
    run: async ({ mail }) => mail?.deliver(),
  },
  { name: "look for the mail server", pattern: "*/10 * * * * *", run: async ({ mail }) => mail?.look() },
  { name: "forget mailed links", pattern: "0 47 * * * *", run: ({ pool }) => forgetExpiredMails(pool) },
  { name: "forget guests", pattern: "0 7 3 * * *", run: ({ pool }) => forgetGuests(pool) },
  { name: "forget ended logins", pattern: "0 57 3 * * *", run: ({ pool }) => forgetEndedLogins(pool) },
  {
    name: "forget tries to log in",
    pattern: "0 37 3 * * *",
    run: ({ pool }) => forgetLoginTries(pool, Date.now()),
  },
  { name: "purge deleted sessions", pattern: "0 17 3 * * *", run: ({ pool }) => purgeDeletedSessions(pool) },
  { name: "purge deleted tasks", pattern: "0 13 3 * * *", run: ({ pool }) => purgeDeletedTasks(pool) },
  { name: "purge deleted logs", pattern: "0 23 3 * * *", run: ({ pool }) => purgeDeletedLogs(pool) },
  { name: "purge the outbox", pattern: "0 27 3 * * *", run: ({ pool }) => purgeOutbox(pool) },
];

const followAllFlows = async (context: JobContext) =>
  forEachPerson(context, await peopleWithFlows(context.pool), followFlows, "Counting towards habits");

const settleStreaks = async (context: JobContext) =>
  forEachPerson(context, await peopleToSettle(context.pool), settlePerson, "Settling streaks");

/** One person whose rows cannot be written does not keep the others from theirs. */
async function forEachPerson(
  { db, log, server }: JobContext,
  people: readonly string[],
  work: (context: HabitsContext) => Promise<void>,
  what: string,
): Promise<void> {
  for (const userId of people) {
    await work(habitsContext({ ...server, db }, userId)).catch((error: unknown) => {
      log.error({ error, userId }, `${what} failed for a person; it is tried again`);
    });
  }
}

/** Tells the subscribers of whatever a topic of the outbox is about; what the person is, all of them show. */
function tell(server: Server, userId: string, topic: string): void {
  if (topic === TRACKING_TOPIC || topic === "user") tellTracking(server, userId);
  if (isTaskTopic(topic)) tellTasks(server, userId, topic);
  if (topic === HABIT_TOPIC || topic === "user") tellHabits(server, userId);
  if (topic !== "user") return;
  tellTasks(server, userId, "task");
  tellTasks(server, userId, "timer");
}

function tellTracking(server: Server, userId: string): void {
  server.pubsub.publish(trackingChanged(userId), "tracking", "changed");
}

/** How often changes of other processes are looked for: subscribers hear of them that much later at most. */
const FOLLOW_EVERY_MS = 400;

/** Looks for changes of other processes, over and over, by the monotonic clock. @returns ends it */
export function followOthers({ log, pool, server }: JobContext): () => Promise<void> {
  let isOver = false;
  let timeout: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let failing = false;
  async function look(): Promise<void> {
    try {
      if (server.pubsub.size === 0) server.changeFeed.rest();
      else await server.changeFeed.look(pool, (userId, topic) => tell(server, userId, topic));
      failing = false;
    } catch (error) {
      if (!failing)
        log.error({ error }, "Changes of other processes could not be read; they are asked for again");
      failing = true;
    }
    if (!isOver) timeout = setTimeout(again, FOLLOW_EVERY_MS).unref();
  }
  function again(): void {
    looking = look();
  }
  again();
  return async () => {
    isOver = true;
    clearTimeout(timeout);
    await looking;
  };
}

/** Does now what a job does at its time. @throws what the job does, and for a name that no job has */
export async function runJob(context: JobContext, name: string): Promise<void> {
  const job = JOBS.find((one) => one.name === name);
  if (!job) throw new Error(`There is no job “${name}”.`);
  await job.run(context);
}

/** Starts the jobs. Each process wakes for each of them; the database decides who finds something to do. */
export function startJobs(context: JobContext): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const started = JOBS.map(({ name, pattern, run }) => {
    return new Cron(pattern, { timezone: "UTC", protect: true, unref: true }, async () => {
      const done = run(context).catch((error: unknown) => {
        context.log.error({ error, job: name }, "A job failed; it runs again at its next time");
      });
      running.add(done);
      await done;
      running.delete(done);
    });
  });
  return {
    /** Waits for the jobs that are at work. */
    async stop() {
      for (const job of started) job.stop();
      await Promise.all(running);
    },
  };
}
