import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSetupCode } from "./accounts/administration/administrators.ts";
import { createApplication } from "./application.ts";
import { ConfigurationError, readConfiguration } from "./platform/config/configuration.ts";
import { withEnvironmentFile } from "./platform/config/environment-file.ts";
import { readOrMakeSecretKey } from "./platform/config/secret-key.ts";
import { openDatabase } from "./platform/database/open.ts";
import { StartupError } from "./platform/database/startup-error.ts";
import { openDatabaseClock } from "./platform/database-clock.ts";
import { createLog } from "./platform/log.ts";
import { RATE_LIMITS } from "./rooms.ts";

// This file runs as packages/api/dist/main.js.
const projectDirectory = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

async function main(): Promise<void> {
  const machine = { isRoot: process.getuid?.() === 0, projectDirectory };
  const config = readConfiguration(withEnvironmentFile(projectDirectory, process.env), machine, RATE_LIMITS);
  const log = createLog(config.logLevel);
  const db = await openDatabase({
    databaseUrl: config.databaseUrl ?? undefined,
    dataDirectory: config.dataDirectory,
    migrationsDirectory: join(projectDirectory, "prisma", "migrations"),
    log,
  });
  const secretKey = config.secretKey ?? readOrMakeSecretKey(config.dataDirectory);
  const assets = {
    web: join(projectDirectory, "packages", "web", "dist"),
    widget: join(projectDirectory, "packages", "widget", "dist"),
  };
  const clock = await openDatabaseClock(db.pool, log);
  const application = createApplication({ config, log, db, secretKey, assets, now: clock.now });
  const { url } = await application.listen().catch(async (error: unknown) => {
    await db.close();
    throw portProblem(error, config.host, config.port);
  });
  const code = await openSetupCode(db, secretKey);
  const setup =
    code === null
      ? ""
      : `\nIt has no administrator yet. Register with this set-up code to become the first: ${code}\n`;
  process.stdout.write(`\nPacekeeper is ready: ${url}\n${setup}\n`);

  let stopping = false;
  const stop = async (drains: boolean) => {
    // A second Ctrl-C exits at once; nothing acknowledged is lost.
    if (stopping) process.exit(130);
    stopping = true;
    if (drains) await application.drain();
    await application.close();
    clock.stop();
    await db.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop(false));
  process.on("SIGTERM", () => void stop(true));
}

function portProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") {
    return new StartupError(
      `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: PORT=4001 npm start.`,
    );
  }
  if (code === "EACCES")
    return new StartupError(`This user may not open port ${port}. Choose a port from 1024 up: PORT=4000.`);
  if (code === "EADDRNOTAVAIL")
    return new StartupError(
      `HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.`,
    );
  return error;
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError || error instanceof StartupError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
