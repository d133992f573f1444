import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server that a role starts in its own process. */
export interface RoleServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a server from the options its parent gave, which came as JSON. */
export type Role<Options> = (options: Options) => Promise<RoleServer>;

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
  process.stdout.write(`${server.port}\n`);
  process.stdin.resume();
  await once(process.stdin, "end");
  await server.close();
  // Exit and not return: what a library keeps alive must not keep the bench waiting.
  process.exit(0);
}

/** Lets `work` start roles, and stops them all afterwards, also when it fails. */
export async function withRoles(work: (startRole: StartRole) => Promise<void>): Promise<void> {
  const children: { stop(): Promise<void> }[] = [];
  try {
    await work(async (name, options) => {
      const { port, ...child } = await startChild(name, options);
      children.push(child);
      return port;
    });
  } finally {
    for (const child of children) await child.stop();
  }
}

/** Rejects when the program ends before it listens. */
async function startChild(name: string, options: object): Promise<{ port: number; stop(): Promise<void> }> {
  const program = process.argv[1];
  if (program === undefined) throw new Error("A bench runs from a file.");
  // Every server with the room for young objects that `npm start` gives the product.
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=64", program, name, JSON.stringify(options)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const exited = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    exited.then(([code]) => Promise.reject(new Error(`The server "${name}" ended with code ${code}.`))),
  ]);
  return {
    port: Number(line),
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
