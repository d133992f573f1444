import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";

/** What a guard is told on its command line, as JSON. */
export type GuardOrders = {
  /** The server's program and arguments. */
  postgres: string;
  postgresArguments: string[];
  /** Used where signals do not exist (Windows) to stop the server. */
  pgCtl: string;
  cluster: string;
  environment: Record<string, string>;
  /** Whom the server runs as; null: as the guard itself. */
  user: { uid: number; gid: number } | null;
  /** The Unix socket (a named pipe on Windows) on which the guard takes leases. */
  control: string;
};

/** The guard's exit code when the server stopped before it had ever been ready. */
export const neverReady = 3;

/**
 * The guard: a process of its own that starts PostgreSQL, holds it as its child, and stops it when nobody
 * uses it any more. A user is an open connection to the control socket: however a process dies, the kernel
 * closes its connection, so neither `kill -9` nor a crash can leave a server behind. Standard input counts as
 * the first user, until whoever started the guard has connected.
 *
 * PostgreSQL's own lock on the cluster decides between two guards: only one whose server holds it opens the
 * control socket. A user reads "ready" when the server takes connections, closes its half to leave, and sees
 * the other half close when it has left; for the last one that is when the server has stopped.
 *
 * The function is sent to a fresh Node by its source text, so that it needs no file that the bundle might not
 * have: it must not refer to anything outside itself, types excepted.
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

  /** Waits for the server's own word, in its pid file, that it holds the cluster and then that it is ready. */
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
    // The server was killed or fell while people use it; their pools connect again by themselves.
    complain("the server stopped unexpectedly and is started again");
    setTimeout(() => (stopping ? finish() : start()), 250);
  }

  function stop(): void {
    if (stopping) return;
    stopping = true;
    // Before the server lets go of its lock: from then on the control socket may be another guard's.
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

  // A terminal's or a service manager's signal is for the users; the guard goes when they have gone.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  process.stdin.on("error", () => leave("starter"));
  process.stdin.on("end", () => leave("starter"));
  process.stdin.on("close", () => leave("starter"));
  process.stdin.resume();
  start();
}
