import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * What `postmaster.pid` says about a cluster. `running`: the process it names is this cluster's server. `stale`: the
 * file was left behind, and any other program may now have its process id. `absent`: the last server stopped cleanly.
 */
export type PostmasterState =
  | { kind: "absent" }
  | { kind: "stale"; pid: number }
  | { kind: "running"; pid: number };

/** Reads a cluster's `postmaster.pid` and checks that the process it names really serves this cluster. */
export async function readPostmasterState(cluster: string): Promise<PostmasterState> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return { kind: "absent" };
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return { kind: "absent" };
  return { kind: (await servesCluster(pid, cluster)) ? "running" : "stale", pid };
}

/** A process id alone proves nothing after a crash, so the command line must name the cluster. */
async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === "linux") {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return commandLine.split("\0").includes(cluster);
  }
  if (process.platform === "win32") {
    const listing = await run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]).catch(() => null);
    return listing?.stdout.includes("postgres.exe") ?? false;
  }
  const listing = await run("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => null);
  return listing?.stdout.includes(` -D ${cluster} `) ?? false;
}
