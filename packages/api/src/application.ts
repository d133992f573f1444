import { createCredentials } from "./accounts/logins/credentials.ts";
import { followOthers } from "./jobs/follow-others.ts";
import { jobsOf, startJobs } from "./jobs/schedule.ts";
import type { Configuration } from "./platform/config/configuration.ts";
import { createConnectionPlaces } from "./platform/connections/places.ts";
import type { DatabaseHandle } from "./platform/context.ts";
import type { Assets } from "./platform/http/router.ts";
import type { RoomContext } from "./platform/job.ts";
import type { Log } from "./platform/log.ts";

import { createServer, type Server } from "./platform/server.ts";
import { ROOMS } from "./rooms.ts";
import { schema } from "./schema.ts";

/** The parts that the application is built from. */
export interface ApplicationOptions {
  readonly config: Configuration;
  readonly log: Log;
  /** With connections of their own for large reads and for jobs; omitted: all share the same. */
  readonly db: DatabaseHandle & {
    readonly url: string;
    readonly reads?: DatabaseHandle;
    readonly jobs?: DatabaseHandle;
  };
  readonly secretKey: string;
  readonly assets: Assets;
  /** The server's clock in epoch milliseconds, normally the database's; omitted: the process's own, for tests. */
  readonly now?: () => number;
  /** Whether jobs run and timers complete by themselves. Omitted: yes. Otherwise a test triggers them with `runJob`. */
  readonly jobs?: boolean;
}

/** A server with its jobs. */
export interface Application extends Server {
  /** Runs a job by name now. Rejects as the job does. */
  runJob(name: string): Promise<void>;
}

/** Builds the application from its rooms: a server with their jobs. It does not listen yet. */
export function createApplication(options: ApplicationOptions): Application {
  const { config, log, db, secretKey, assets, now = Date.now } = options;
  const { jobs = db, reads = db } = db;
  const credentials = createCredentials({ db, secretKey, log, now });
  const { authenticate, forgetCredential, isAllowedOrigin } = credentials;
  const server = createServer({
    ...{ config, log, schema, db, reads, secretKey, assets, now },
    ...{ authenticate, forgetCredential, isAllowedOrigin },
    examples: ROOMS.flatMap(({ examples = [] }) => examples),
    connectionPlaces: createConnectionPlaces(db.pool, log),
    topics: ROOMS.flatMap(({ topics = [] }) => topics),
    ready: () => reads.pool.query("SELECT 1"),
  });
  const watching = credentials.watch(server);
  let publicUrl = "";
  const stopping = new AbortController();
  const context: RoomContext = {
    config,
    db: jobs,
    log,
    secretKey,
    server,
    publicUrl: () => publicUrl,
    announce: server.announce,
    stopping: stopping.signal,
  };
  const parts = ROOMS.flatMap((room) => room.start?.(context) ?? []);
  const all = jobsOf(ROOMS, parts);
  const stopFollowing = followOthers(context);
  const schedule = options.jobs === false ? null : startJobs(all, context);
  return {
    ...server,
    async runJob(name) {
      const job = all.find((one) => one.name === name);
      if (!job) throw new Error(`There is no job “${name}”.`);
      await job.run(context);
    },
    async listen() {
      const listening = await server.listen();
      publicUrl = listening.url;
      if (schedule) for (const part of parts) part.begin?.();
      return listening;
    },
    async close() {
      stopping.abort();
      await schedule?.stop();
      await stopFollowing();
      for (const part of parts) await part.stop();
      await watching.stop();
      await server.close();
    },
  };
}
