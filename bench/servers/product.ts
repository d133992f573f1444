import { join } from "node:path";
import { createApplication } from "../../packages/api/src/application.ts";
import { readConfiguration } from "../../packages/api/src/platform/config/configuration.ts";
import { openDatabaseClock } from "../../packages/api/src/platform/database-clock.ts";
import { createLog } from "../../packages/api/src/platform/log.ts";
import type { Server } from "../../packages/api/src/platform/server.ts";
import { RATE_LIMITS } from "../../packages/api/src/rooms.ts";
import { type DatabasePlace, openBenchDatabase } from "./database.ts";
import type { RoleServer } from "./role.ts";

/** Signs the logins that a bench creates. */
export const secretKey = "the benches' key, which has more than 32 characters";

/**
 * The whole product on any free port, set up as by `npm start`, except that no rate limit is ever reached: the
 * limiter counts as usual, against limits a million times as high.
 *
 * @param environment more variables, or others
 */
export async function productServer(
  place: DatabasePlace,
  environment: Readonly<Record<string, string>> = {},
): Promise<RoleServer & { readonly application: Server }> {
  const config = readConfiguration(
    {
      PORT: "0",
      RATE_LIMIT_FACTOR: "1000000",
      LOG_LEVEL: "info",
      DATA_DIR: place.dataDirectory,
      ...environment,
    },
    { isRoot: process.getuid?.() === 0, projectDirectory: place.projectDirectory },
    RATE_LIMITS,
  );
  // Standard output carries only the port.
  const log = createLog(config.logLevel, { write: () => {} });
  const db = await openBenchDatabase(place);
  const clock = await openDatabaseClock(db.pool, log);
  const application = createApplication({
    config,
    log,
    db,
    now: clock.now,
    secretKey,
    assets: {
      web: join(place.projectDirectory, "packages", "web", "dist"),
      widget: join(place.projectDirectory, "packages", "widget", "dist"),
    },
  });
  const { port } = await application.listen();
  return {
    port,
    application,
    async close() {
      await application.close();
      clock.stop();
      await db.close();
    },
  };
}
