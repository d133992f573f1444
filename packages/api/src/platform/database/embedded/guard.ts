import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";

/** What a guard is told on its command line, as JSON. */
export type GuardOrders = {
  /** The server's program and arguments. */
  postgres: string;
  postgresArguments: string[];
  /** Stops the server where signals do not exist (Windows). */
  pgCtl: string;
  cluster: string;
  environment: Record<string, string>;
  /** The user the server runs as; null: the guard's own user. */
  user: { uid: number; gid: number } | null;
  /** The Unix socket (a named pipe on Windows) on which the guard accepts leases. */
  control: string;
};

/** The guard's exit code when the server stopped before it was ever ready. */
export const neverReady = 3;

/**
 * The guard: a separate process that starts PostgreSQL as its child and stops it when it has no users left. A user is
 * an open connection to the control socket. However a process dies, the kernel closes its connection, so neither `kill
 * -9` nor a crash can leave a server behind. Standard input counts as the first user, until the process that started
 * the guard has connected.
 *
 * PostgreSQL's own lock on the cluster decides between two guards: only the guard whose server holds the lock opens the
 * control socket. A user reads "ready" when the server accepts connections, closes its half to leave, and sees the
 * other half close when it has left; the last user sees that when the server has stopped.
 *
 * The function's source text is passed to a new Node process, so it needs no file that the bundle might lack. It must
 * not refer to anything outside itself, except types.
 */
export function guard(orders: GuardOrders, exitCodeNeverReady: number): void {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const { readFileSync, rmSync } = process.getBuiltinModule("node:fs");
  const { createServer } = process.getBuiltinModule("node:net");
  const windows = process.platform === "win32";

  const users = new Set<Socket | "starter">(["starter"]);
  const leaving = new Set<Socket>();
  let server: ChildProcess | null = null;
  let listening = false;
  let ready = false;
  let everReady = false;
  let stopping = false;

  const complain = (message: string) => process.stderr.write(`guard: ${message}\n`);

  const control = createServer({ allowHalfOpen: true }, (socket) => {
    users.add(socket);
    if (ready) socket.write("ready\n");
    socket.on("error", () => {});
    socket.on("end", () => leave(socket));
    socket.on("close", () => leave(socket));
    socket.resume();
  });
  control.on("error", (error) => {
    complain(`cannot take leases: ${error.message}`);
    stop();
  });

  function leave(user: Socket | "starter"): void {
    if (!users.delete(user)) return;
    if (user !== "starter") leaving.add(user);
    if (users.size === 0) stop();
    else if (!stopping && user !== "starter") {
      leaving.delete(user);
      user.end();
    }
  }

  function start(): void {
    const child = spawn(orders.postgres, orders.postgresArguments, {
      cwd: orders.cluster,
      env: orders.environment,
      stdio: ["ignore", "inherit", "inherit"],
      windowsHide: true,
      ...(orders.user ?? {}),
    });
    server = child;
    child.on("error", (error) => {
      complain(error.message);
      if (child.pid === undefined) stopped();
    });
    child.on("exit", stopped);
    watch(child);
  }

  /** Waits until the server's pid file says that it holds the cluster, and then that it is ready. */
  function watch(child: ChildProcess): void {
    if (server !== child) return;
    const lines = readPidFile();
    if (Number(lines[0]) === child.pid) {
      if (!listening && !stopping) {
        listening = true;
        if (!windows) rmSync(orders.control, { force: true });
        control.listen(orders.control);
      }
      if (lines[7]?.trim() === "ready") {
        ready = everReady = true;
        for (const user of users) if (user !== "starter") user.write("ready\n");
        return;
      }
    }
    setTimeout(watch, 15, child);
  }

  function readPidFile(): string[] {
    try {
      return readFileSync(`${orders.cluster}/postmaster.pid`, "utf8").split("\n");
    } catch {
      return [];
    }
  }

  function stopped(): void {
    server = null;
    ready = false;
    if (stopping) {
      finish();
      return;
    }
    if (!everReady) {
      // Another guard's server may hold the cluster, or this one cannot start: the log says which.
      process.exitCode = exitCodeNeverReady;
      stopping = true;
      if (listening) control.close();
      finish();
      return;
    }
    // The server was killed or crashed while in use; its users' pools reconnect by themselves.
    complain("the server stopped unexpectedly; restarting it");
    setTimeout(() => (stopping ? finish() : start()), 250);
  }

  function stop(): void {
    if (stopping) return;
    stopping = true;
    // Close before the server releases its lock: from then on the control socket may be another guard's.
    if (listening) control.close();
    if (server === null) finish();
    else {
      halt("fast");
      setTimeout(halt, 60_000, "immediate").unref();
    }
  }

  function halt(mode: "fast" | "immediate"): void {
    if (windows) spawn(orders.pgCtl, ["stop", "-W", "-m", mode, "-D", orders.cluster], { windowsHide: true });
    else server?.kill(mode === "fast" ? "SIGINT" : "SIGQUIT");
  }

  function finish(): void {
    for (const user of [...users, ...leaving]) if (user !== "starter") user.end();
    process.stdin.destroy();
  }

  // A signal from a terminal or a service manager is for the users; the guard exits once they have left.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  process.stdin.on("error", () => leave("starter"));
  process.stdin.on("end", () => leave("starter"));
  process.stdin.on("close", () => leave("starter"));
  process.stdin.resume();
  start();
}
