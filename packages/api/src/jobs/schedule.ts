import { Cron } from "croner";
import { consumerJobs } from "../platform/changes/consumers.ts";
import { dueWorkJob } from "../platform/changes/due-work.ts";
import { type Purge, purge } from "../platform/changes/purge.ts";
import type { Job, RoomContext } from "../platform/job.ts";
import type { Room, RoomParts } from "../platform/room.ts";

/** All jobs: the rooms' own, those of their running parts, consumers, due work and purges. */
export function jobsOf(rooms: readonly Room[], parts: readonly RoomParts[]): Job[] {
  const purges = rooms.flatMap((room) => room.purges ?? []);
  return [
    ...[...rooms, ...parts].flatMap(({ jobs = [] }) => jobs),
    ...consumerJobs(rooms.flatMap(({ consumers = [] }) => consumers)),
    dueWorkJob(rooms.flatMap(({ dueWork = [] }) => dueWork)),
    purgeJob(
      "purge by the hour",
      "0 47 * * * *",
      purges.filter(({ hourly }) => hourly),
    ),
    purgeJob(
      "purge by night",
      "0 17 3 * * *",
      purges.filter(({ hourly }) => !hourly),
    ),
  ];
}

/** A failed purge of one table does not stop the others. */
function purgeJob(name: string, pattern: string, purges: readonly Purge[]): Job {
  return {
    name,
    pattern,
    async run({ db, log }) {
      for (const one of purges) {
        await purge(db.pool, one).catch((error: unknown) => {
          log.error({ err: error, purge: one.name }, "A purge failed; it will run again at its next time");
        });
      }
    },
  };
}

/** Starts the jobs. Every process runs every job; the database decides which process gets the work. */
export function startJobs(jobs: readonly Job[], context: RoomContext): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const started = jobs.map(({ atStart, name, pattern, run }) => {
    const cron = new Cron(pattern, { timezone: "UTC", protect: true, unref: true }, async () => {
      const done = run(context).catch((error: unknown) => {
        context.log.error({ err: error, job: name }, "A job failed; it will run again at its next time");
      });
      running.add(done);
      await done;
      running.delete(done);
    });
    if (atStart) void cron.trigger();
    return cron;
  });
  return {
    /** Waits for running jobs. */
    async stop() {
      for (const job of started) job.stop();
      await Promise.all(running);
    },
  };
}
