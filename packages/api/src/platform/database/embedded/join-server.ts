import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError, type StartupLog } from "../startup-error.ts";
import { ensureCluster, hasCluster, readPassword, role } from "./create-cluster.ts";
import { type DataDirectory, prepareDataDirectory, removeDrafts } from "./data-directory.ts";
import { type ServerSettings, writeOrders } from "./guard-orders.ts";
import { type Lease, takeLease } from "./lease.ts";
import { readPostmasterState } from "./postmaster-file.ts";
import { findPrograms, type Programs } from "./programs.ts";
import { prepareSockets, type Sockets, socketPort } from "./sockets.ts";
import { type StartedGuard, startGuard } from "./start-guard.ts";

/** This process's use of the embedded server. */
export type EmbeddedServer = {
  /** The URL that connects to the given database as the server's only role. */
  urlOf(database: string): string;
  /** Releases the server, which stops when nobody else uses it. Resolves when that is done. */
  leave(): Promise<void>;
};

/** Milliseconds a server may run without a guard before it is treated as an orphan and stopped. */
const graceOfOrphans = 3_000;

/** Milliseconds for a killed server's last processes to release its memory. */
const graceOfRemains = 20_000;

/**
 * Joins the embedded server of a data directory, or starts it, creating the database first when there is none. If its
 * guard is killed, the lease is taken again. `settings` go to the server's command line.
 *
 * @throws StartupError that says what is in the way
 */
export async function joinServer(
  dataDirectory: string,
  log: StartupLog,
  settings: ServerSettings = {},
): Promise<EmbeddedServer> {
  const data = await prepareDataDirectory(dataDirectory);
  // Checked first, so that a refused directory is left as it is, without a copy of the programs in it.
  await hasCluster(data);
  const programs = await findPrograms(data.path, data.user, log);
  await ensureCluster(data, programs, log);
  const sockets = await prepareSockets(data);
  const take = () => obtainLease(data, sockets, programs, settings, log);

  let left = false;
  let lease = await take();
  await removeDrafts(data.path);
  const keep = () =>
    lease.onLost(async () => {
      log.warn("The database's guard has exited; starting another.");
      while (!left) {
        try {
          lease = await take();
          return left ? await lease.end() : keep();
        } catch (error) {
          log.warn(`${error instanceof Error ? error.message : error} Trying again.`);
          await delay(2_000);
        }
      }
    });
  keep();
  const address = await readAddress(data, sockets);
  return {
    urlOf: (database) => `postgresql://${address.authority}/${database}?${address.parameters}`,
    async leave() {
      left = true;
      await lease.end();
    },
  };
}

async function obtainLease(
  data: DataDirectory,
  sockets: Sockets,
  programs: Programs,
  settings: ServerSettings,
  log: StartupLog,
): Promise<Lease> {
  let guard: StartedGuard | null = null;
  let firstFailure = 0;
  let orphan = { pid: 0, since: 0 };
  const slow = setInterval(() => log.info("Still waiting for the database…"), 10_000);
  try {
    for (;;) {
      const lease = await takeLease(sockets.control, () => {});
      if (lease !== null) return lease;
      if (guard !== null && guard.failure === null) {
        await delay(15);
        continue;
      }
      const state = await readPostmasterState(data.cluster);
      if (state.kind === "running") {
        // Its guard is about to open the control socket, is stopping the server, or was killed.
        if (orphan.pid !== state.pid) orphan = { pid: state.pid, since: Date.now() };
        else if (Date.now() - orphan.since > graceOfOrphans) {
          orphan.since = Date.now();
          stopOrphan(state.pid, data, log);
        }
        await delay(30);
        continue;
      }
      if (guard !== null && guard.failure !== null) {
        firstFailure ||= Date.now();
        if (!isPassing(guard.failure) || Date.now() - firstFailure > graceOfRemains) {
          throw new StartupError(explainFailure(guard.failure, data));
        }
        await delay(100);
      }
      const stale = state.kind === "stale" ? state.pid : null;
      guard = await startGuard(await writeOrders(data, sockets, programs, settings, stale), data.serverLog);
    }
  } finally {
    clearInterval(slow);
    guard?.release();
  }
}

function stopOrphan(pid: number, data: DataDirectory, log: StartupLog): void {
  if (process.platform === "win32") {
    throw new StartupError(
      `A PostgreSQL server (process ${pid}) uses ${data.cluster} without its guard. End that process and start again.`,
    );
  }
  log.warn("Stopping a database server that has lost its guard…");
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It has already stopped.
  }
}

/** True for transient failures: another process's server is starting, or a killed one is still dying. */
function isPassing(failure: string): boolean {
  return /lock file ".*" (already exists|is empty)|shared memory block/.test(failure);
}

function explainFailure(failure: string, data: DataDirectory): string {
  const lines = failure.split("\n").map((line) => line.replace(/^\S+ \S+ UTC \[\d+\] /, ""));
  const last = lines.slice(-3).join(" ");
  return `The database in ${data.path} did not start: ${last || "it gave no reason"} The full log is in ${data.serverLog}.`;
}

async function readAddress(
  data: DataDirectory,
  sockets: Sockets,
): Promise<{ authority: string; parameters: string }> {
  const session = `options=${encodeURIComponent("-c timezone=UTC")}&sslmode=disable`;
  if (sockets.directory !== null) {
    const host = encodeURIComponent(sockets.directory);
    return { authority: `${role}@localhost:${socketPort}`, parameters: `host=${host}&${session}` };
  }
  const pidFile = await readFile(join(data.cluster, "postmaster.pid"), "utf8");
  const password = await readPassword(data.cluster);
  return {
    authority: `${role}:${password}@127.0.0.1:${pidFile.split("\n")[3]?.trim()}`,
    parameters: session,
  };
}
