import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server that runs in the process of its role. */
export interface RoleServer {
  readonly port: number;
  /** What the server reports about itself while it runs, as JSON. */
  tell?(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a server with options from the parent process, passed as JSON. */
export type Role<Options> = (options: Options) => Promise<RoleServer>;

/** The process of a role, as its parent sees it. */
export interface RoleProcess {
  readonly port: number;
  readonly hasEnded: boolean;
  /** CPU time that it has used so far, in milliseconds. */
  cpuMs(): Promise<number>;
  /** What its server reports about itself. */
  tell(): Promise<unknown>;
  stop(): Promise<void>;
  /** Kills it; no handler runs. */
  kill(): Promise<void>;
}

/** How to start a role's process. */
export interface RoleStart {
  /** Pins the process to this core, numbered from 0. Omitted, or without `taskset`: any core. */
  readonly core?: number;
  /** In addition to the flags of every server. */
  readonly nodeFlags?: readonly string[];
}

/** Starts this bench's program again in a role. @returns the port that it listens on */
export type StartRole = (name: string, options: object) => Promise<number>;

/**
 * A bench is one program in several processes, so that the load generator and the servers run in separate ones.
 * Without arguments it measures. With the name of a role it is that server until its standard input ends, which
 * happens even if the measuring process dies.
 */
export async function measureOrServe(
  roles: Readonly<Record<string, Role<never>>>,
  measure: () => Promise<void>,
): Promise<void> {
  const [, , name, options] = process.argv;
  if (name === undefined) return measure();
  const role = roles[name];
  if (role === undefined || options === undefined) throw new Error(`Unknown role ${name}.`);
  // The bench passes each role the options of its own type.
  const server = await role(JSON.parse(options) as never);
  process.on("message", async (asked) => process.send?.(asked === "cpu" ? cpuMs() : await server.tell?.()));
  process.stdout.write(`${server.port}\n`);
  process.stdin.resume();
  await once(process.stdin, "end");
  await server.close();
  // Exits instead of returning: handles that a library keeps open must not keep the process alive.
  process.exit(0);
}

/** Lets `work` start roles, and stops them all afterwards, even if `work` fails. */
export async function withRoles(work: (startRole: StartRole) => Promise<void>): Promise<void> {
  await withRoleProcesses((start) => work(async (name, options) => (await start(name, options)).port));
}

/** Like `withRoles`, for a bench that queries, pins or kills the processes. */
export async function withRoleProcesses(
  work: (start: (name: string, options: object, how?: RoleStart) => Promise<RoleProcess>) => Promise<void>,
): Promise<void> {
  const children: RoleProcess[] = [];
  try {
    await work(async (name, options, how = {}) => {
      const child = await startChild(name, options, how);
      children.push(child);
      return child;
    });
  } finally {
    for (const child of children) await child.stop();
  }
}

/** Rejects if the program ends before it listens. */
async function startChild(
  name: string,
  options: object,
  { core, nodeFlags = [] }: RoleStart,
): Promise<RoleProcess> {
  const program = process.argv[1];
  if (program === undefined) throw new Error("A bench must run from a file.");
  // The same young generation size for every server, as `npm start` sets for the product.
  const node = [
    process.execPath,
    "--max-semi-space-size=64",
    ...nodeFlags,
    program,
    name,
    JSON.stringify(options),
  ];
  const [command = "", ...words] =
    core === undefined || !canPin() ? node : ["taskset", "-c", String(core), ...node];
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit", "ipc"] });
  let hasEnded = false;
  const exited = once(child, "exit").then(([code]) => {
    hasEnded = true;
    return code;
  });
  // Writing to a killed process fails.
  child.stdin?.on("error", () => {});
  if (!child.stdout) throw new Error("Expected a pipe for standard output.");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    exited.then((code) => Promise.reject(new Error(`The server "${name}" ended with code ${code}.`))),
  ]);
  const ask = async (what: "cpu" | "tell"): Promise<unknown> => {
    child.send(what);
    const [told] = await once(child, "message");
    return told;
  };
  return {
    port: Number(line),
    get hasEnded() {
      return hasEnded;
    },
    cpuMs: async () => Number(await ask("cpu")),
    tell: () => ask("tell"),
    async stop() {
      child.stdin?.end();
      await exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function cpuMs(): number {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1000;
}

/** Whether processes can be pinned to a core here: on Linux, with util-linux's `taskset`. */
export function canPin(): boolean {
  return spawnSync("taskset", ["--version"]).status === 0;
}

/** Pins this process, and processes that it starts from now on, to one core if possible. */
export function pinSelf(core: number): void {
  if (canPin()) spawnSync("taskset", ["-a", "-c", "-p", String(core), String(process.pid)]);
}
