import { isTokenOrigin } from "./accounts/api-tokens.ts";
import { createAuthenticate } from "./accounts/authenticate.ts";
import { createLoginTokens } from "./accounts/login-token.ts";
import { startJobs } from "./jobs/schedule.ts";
import type { Configuration } from "./platform/config/configuration.ts";
import type { DatabaseHandle } from "./platform/context.ts";
import type { Assets } from "./platform/http/router.ts";
import type { Log } from "./platform/log.ts";
import { createServer, type Server } from "./platform/server.ts";
import { schema } from "./schema.ts";

/** What the application is put together from. */
export interface ApplicationOptions {
  readonly config: Configuration;
  readonly log: Log;
  readonly db: DatabaseHandle;
  readonly secretKey: string;
  readonly assets: Assets;
  /** The clock in epoch milliseconds, for tests. */
  readonly now?: () => number;
}

/** The rooms put together: a server with accounts, tracking and jobs. It does not listen yet. */
export function createApplication(options: ApplicationOptions): Server {
  const { config, log, db, secretKey, assets, now = Date.now } = options;
  const server = createServer({
    config,
    log,
    schema,
    db,
    secretKey,
    assets,
    now,
    authenticate: createAuthenticate(db.pool, createLoginTokens(secretKey), now),
    isAllowedOrigin: (origin) => isTokenOrigin(db, origin, now()),
    ready: () => db.pool.query("SELECT 1"),
  });
  const jobs = startJobs({ pool: db.pool, server, log });
  return {
    ...server,
    async close() {
      await jobs.stop();
      await server.close();
    },
  };
}
