import { join } from "node:path";
import { createApplication } from "../../packages/api/src/application.ts";
import { readConfiguration } from "../../packages/api/src/platform/config/configuration.ts";
import { createLog } from "../../packages/api/src/platform/log.ts";
import { type DatabasePlace, openBenchDatabase } from "./database.ts";
import type { RoleServer } from "./role.ts";

/** Signs the logins that a bench makes for itself. */
export const secretKey = "the benches' key, which has more than 32 characters";

/**
 * The whole product on any free port, set up as `npm start` does it, but that no rate limit is ever reached:
 * the limiter counts as always, against limits a million times as high.
 */
export async function productServer(place: DatabasePlace): Promise<RoleServer> {
  const config = readConfiguration(
    { PORT: "0", RATE_LIMIT_FACTOR: "1000000", LOG_LEVEL: "info", DATA_DIR: place.dataDirectory },
    { isRoot: process.getuid?.() === 0, projectDirectory: place.projectDirectory },
  );
  // Standard output carries the port, and nothing else.
  const log = createLog(config.logLevel, { write: () => {} });
  const db = await openBenchDatabase(place);
  const application = createApplication({
    config,
    log,
    db,
    secretKey,
    assets: {
      web: join(place.projectDirectory, "packages", "web", "dist"),
      widget: join(place.projectDirectory, "packages", "widget", "dist"),
    },
  });
  const { port } = await application.listen();
  return {
    port,
    async close() {
      await application.close();
      await db.close();
    },
  };
}
