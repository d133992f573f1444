import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import { type GuardOrders, guard, neverReady } from "./guard.ts";

/** A guard that this process has started. */
export type StartedGuard = {
  /** Set when the guard has exited: what it and its server wrote to the log. */
  failure: string | null;
  /** Tells the guard that the process that started it now has a lease, or has given up. */
  release(): void;
};

/** A log larger than this many bytes is rotated at the next start. The server writes little. */
const largestLog = 5_000_000;

/** Starts a guard as a separate process that outlives this one. Its output goes to `serverLog`. */
export async function startGuard(orders: GuardOrders, serverLog: string): Promise<StartedGuard> {
  const before = await stat(serverLog).catch(() => null);
  if (before !== null && before.size > largestLog)
    await rename(serverLog, `${serverLog}.old`).catch(() => {});
  const log = await open(serverLog, "a", 0o600);
  const logged = (await log.stat()).size;
  const started: StartedGuard = { failure: null, release: () => {} };
  try {
    const child = spawnGuard(orders, log.fd);
    started.release = () => child.stdin?.destroy();
    child.stdin?.on("error", () => {});
    const failed = async (reason: string) => {
      const all = await readFile(serverLog).catch(() => Buffer.alloc(0));
      started.failure = `${reason} ${all.subarray(logged).toString()}`.trim();
    };
    child.on("error", (error) => failed(error.message));
    child.on("exit", () => failed(""));
    child.unref();
  } finally {
    await log.close();
  }
  return started;
}

function spawnGuard(orders: GuardOrders, log: number): ChildProcess {
  // A small heap is enough. `__name` is defined because some compilers wrap inner functions in it.
  const program = `const __name = (f) => f; (${guard.toString()})(JSON.parse(process.argv[1]), ${neverReady});`;
  return spawn(
    process.execPath,
    ["--max-old-space-size=32", "--max-semi-space-size=1", "-e", program, JSON.stringify(orders)],
    {
      cwd: orders.cluster,
      // The parent's debuggers, coverage and loaders must not reach the guard.
      env: { ...process.env, NODE_OPTIONS: "", NODE_V8_COVERAGE: "" },
      stdio: ["pipe", log, log],
      detached: true,
      windowsHide: true,
    },
  );
}
