import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server that a role starts in its own process. */
export interface RoleServer {
  readonly port: number;
  /** What it says of itself while it runs, as JSON. */
  tell?(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a server from the options its parent gave, which came as JSON. */
export type Role<Options> = (options: Options) => Promise<RoleServer>;

/** A role that runs in its own process. */
export interface RoleProcess {
  readonly port: number;
  readonly hasEnded: boolean;
  /** Milliseconds of a core that it has used so far. */
  cpuMs(): Promise<number>;
  /** What its server tells of itself. */
  tell(): Promise<unknown>;
  stop(): Promise<void>;
  /** Ends it as no handler can notice. */
  kill(): Promise<void>;
}

/** How a role's process is started. */
export interface RoleStart {
  /** The core that it alone runs on, counted from 0; left out: any. Where there is no `taskset` it is any too. */
  readonly core?: number;
  /** Beside what every server gets. */
  readonly nodeFlags?: readonly string[];
}

/** Starts this bench's program again in a role; gives the port it listens on. */
export type StartRole = (name: string, options: object) => Promise<number>;

/**
 * A bench is one program in several processes, so that the load does not run where the server does: started
 * plainly it measures, started with the name of a role it is that server until its standard input ends, which
 * it does even when the measuring process dies.
 */
export async function measureOrServe(
  roles: Readonly<Record<string, Role<never>>>,
  measure: () => Promise<void>,
): Promise<void> {
  const [, , name, options] = process.argv;
  if (name === undefined) return measure();
  const role = roles[name];
  if (role === undefined || options === undefined) throw new Error(`There is no role ${name}.`);
  // Each role takes what the bench gives under its name, which only the bench itself knows.
  const server = await role(JSON.parse(options) as never);
  process.on("message", async (asked) => process.send?.(asked === "cpu" ? cpuMs() : await server.tell?.()));
  process.stdout.write(`${server.port}\n`);
  process.stdin.resume();
  await once(process.stdin, "end");
  await server.close();
  // Exit and not return: what a library keeps alive must not keep the bench waiting.
  process.exit(0);
}

/** Lets `work` start roles, and stops them all afterwards, also when it fails. */
export async function withRoles(work: (startRole: StartRole) => Promise<void>): Promise<void> {
  await withRoleProcesses((start) => work(async (name, options) => (await start(name, options)).port));
}

/** As `withRoles`, for a bench that asks, pins or kills the processes themselves. */
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

/** Rejects when the program ends before it listens. */
async function startChild(
  name: string,
  options: object,
  { core, nodeFlags = [] }: RoleStart,
): Promise<RoleProcess> {
  const program = process.argv[1];
  if (program === undefined) throw new Error("A bench runs from a file.");
  // Every server with the room for young objects that `npm start` gives the product.
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
  // Told to one that was killed meanwhile.
  child.stdin?.on("error", () => {});
  if (!child.stdout) throw new Error("Its output is a pipe.");
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

/** Whether processes can be kept to one core here: on Linux, by util-linux's `taskset`. */
export function canPin(): boolean {
  return spawnSync("taskset", ["--version"]).status === 0;
}

/** Keeps this process, and those that it starts from now on, to one core where that can be done. */
export function pinSelf(core: number): void {
  if (canPin()) spawnSync("taskset", ["-a", "-c", "-p", String(core), String(process.pid)]);
}
