import { createAuthenticate } from "./accounts/logins/authenticate.ts";
import { createCredentialCache } from "./accounts/logins/credential-cache.ts";
import { closeSocketsOf } from "./accounts/logins/ended-credentials.ts";
import { createLoginTokens } from "./accounts/logins/login-token.ts";
import { isTokenOrigin } from "./accounts/tokens/api-tokens.ts";
import { followOthers } from "./jobs/follow-others.ts";
import { jobsOf, startJobs } from "./jobs/schedule.ts";
import type { Configuration } from "./platform/config/configuration.ts";
import type { DatabaseHandle } from "./platform/context.ts";
import { listenTo } from "./platform/database/notifications.ts";
import type { Assets } from "./platform/http/router.ts";
import type { Log } from "./platform/log.ts";
import type { RoomContext, RoomTopic } from "./platform/room.ts";
import { createServer, type Server } from "./platform/server.ts";
import { ROOMS } from "./rooms.ts";
import { schema } from "./schema.ts";

/** What the application is put together from. */
export interface ApplicationOptions {
  readonly config: Configuration;
  readonly log: Log;
  readonly db: DatabaseHandle & { readonly url: string };
  readonly secretKey: string;
  readonly assets: Assets;
  /** The server's clock in epoch milliseconds, the database's; left out: the process's own, for tests. */
  readonly now?: () => number;
  /**
   * Whether anything happens by the clock: jobs, and timers that complete by themselves. Left out: yes. Without, a
   * test decides when something does, by `runJob`.
   */
  readonly jobs?: boolean;
}

/** A server with its jobs. */
export interface Application extends Server {
  /** Does now what a job of this name does at its time. Rejects as the job does. */
  runJob(name: string): Promise<void>;
}

/** Who is told of each topic of the outbox. */
const TOLD = new Map<string, RoomTopic["tells"]>();
for (const { name, tells } of ROOMS.flatMap(({ topics = [] }) => topics)) {
  TOLD.set(name, [...(TOLD.get(name) ?? []), ...tells]);
}

/** The rooms put together: a server with accounts, tracking and jobs. It does not listen yet. */
export function createApplication(options: ApplicationOptions): Application {
  const { config, log, db, secretKey, assets, now = Date.now } = options;
  const cache = createCredentialCache(() => notifications.live);
  const server = createServer({
    config,
    log,
    schema,
    db,
    secretKey,
    assets,
    now,
    authenticate: createAuthenticate(db.pool, createLoginTokens(secretKey), cache, now),
    forgetCredential: cache.forget,
    isAllowedOrigin: (origin) => isTokenOrigin(db, origin, now()),
    ready: () => db.pool.query("SELECT 1"),
  });
  const notifications = listenTo(
    db.url,
    "credential_changed",
    {
      onNotification(id) {
        cache.forget(id);
        closeSocketsOf(db.pool, server, id).catch((error: unknown) =>
          log.error({ err: error }, "Closing sockets failed"),
        );
      },
      onLost: cache.forgetAll,
    },
    log,
  );
  let publicUrl = "";
  const context: RoomContext = {
    config,
    db,
    log,
    secretKey,
    server,
    publicUrl: () => publicUrl,
    announce(userId, topic, sequence) {
      if (sequence !== undefined) server.changeFeed.told(userId, topic, sequence);
      for (const tell of TOLD.get(topic) ?? []) server.pubsub.publish(tell(userId), topic, "changed");
    },
  };
  const parts = ROOMS.flatMap((room) => room.start?.(context) ?? []);
  const all = jobsOf(ROOMS, parts);
  const stopFollowing = followOthers(context);
  const jobs = options.jobs === false ? null : startJobs(all, context);
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
      if (jobs) for (const part of parts) part.begin?.();
      return listening;
    },
    async close() {
      await jobs?.stop();
      await stopFollowing();
      for (const part of parts) await part.stop();
      await notifications.stop();
      await server.close();
    },
  };
}
