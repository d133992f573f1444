import { createAuthenticate } from "./accounts/logins/authenticate.ts";
import { createCredentialCache } from "./accounts/logins/credential-cache.ts";
import { closeSocketsOf } from "./accounts/logins/ended-credentials.ts";
import { createLoginTokens } from "./accounts/logins/login-token.ts";
import { createMailDelivery } from "./accounts/mail/mail-delivery.ts";
import { isTokenOrigin } from "./accounts/tokens/api-tokens.ts";
import { followOthers, runJob, startJobs } from "./jobs/schedule.ts";
import type { Configuration } from "./platform/config/configuration.ts";
import type { DatabaseHandle } from "./platform/context.ts";
import { listenTo } from "./platform/database/notifications.ts";
import type { Assets } from "./platform/http/router.ts";
import type { Log } from "./platform/log.ts";
import { createServer, type Server } from "./platform/server.ts";
import { schema } from "./schema.ts";
import { tellTasks } from "./tasks/task-topics.ts";
import { createTimerWatch } from "./tasks/timers/timer-watch.ts";

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
  const { mail: settings } = config;
  const mail = settings
    ? createMailDelivery({ pool: db.pool, settings, secretKey, log, publicUrl: () => publicUrl })
    : null;
  const timers = createTimerWatch(db.pool, log, ({ userId, sequence }) => {
    server.changeFeed.told(userId, "timer", sequence);
    tellTasks(server, userId, "timer");
  });
  const jobContext = { db, pool: db.pool, server, log, mail, timers };
  const stopFollowing = followOthers(jobContext);
  const jobs = options.jobs === false ? null : startJobs(jobContext);
  return {
    ...server,
    runJob: (name) => runJob(jobContext, name),
    async listen() {
      const listening = await server.listen();
      publicUrl = listening.url;
      // Whatever was due while no process ran completes now, with its true end.
      if (jobs) void timers.look();
      return listening;
    },
    async close() {
      await jobs?.stop();
      await stopFollowing();
      await timers.stop();
      mail?.close();
      await notifications.stop();
      await server.close();
    },
  };
}
