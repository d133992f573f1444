import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { Guest } from "./application.ts";

const api = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The key with which every server of a test signs logins. */
export const SERVER_KEY = "a key of the tests, with more than 32 characters";

/** The server, bundled as in an installation, in its own directory. */
export interface InstalledServer {
  /** Starts it on any free port. @param environment added to what every test's server gets */
  start(databaseUrl: string, environment?: Record<string, string>): Promise<ServerProcess>;
  /** Kills running servers, and removes the directory. */
  remove(): Promise<void>;
}

/** A whole server in its own process, for tests that kill one or set its clock. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Its output on standard error, and its log. */
  complaints(): string;
  /** A new guest, who uses this process. */
  aGuest(): Promise<Guest>;
  /** Asks it to stop with SIGTERM; resolves once it has ended. */
  stop(): Promise<void>;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
  /** Whether it has ended in any way. */
  readonly hasEnded: boolean;
}

/** Bundles `main.ts` with the repository's own settings. */
export async function installServer(): Promise<InstalledServer> {
  const directory = await mkdtemp(join(tmpdir(), "pacekeeper-server-"));
  const place = join(directory, "packages", "api");
  await build({
    root: api,
    configFile: join(api, "vite.config.ts"),
    logLevel: "error",
    build: { ssr: "src/main.ts", outDir: join(place, "dist"), emptyOutDir: false, sourcemap: false },
  });
  await mkdir(place, { recursive: true });
  await symlink(join(api, "node_modules"), join(place, "node_modules"));
  await symlink(resolve(api, "../../prisma"), join(directory, "prisma"));
  const running = new Set<ServerProcess>();
  return {
    async start(databaseUrl, environment = {}) {
      const server = await startServer(directory, databaseUrl, environment);
      running.add(server);
      return server;
    },
    async remove() {
      await Promise.all([...running].map((server) => server.kill()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startServer(
  directory: string,
  databaseUrl: string,
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(directory, "packages", "api", "dist", "main.js")], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      DATABASE_URL: databaseUrl,
      DATA_DIR: join(directory, "data"),
      SECRET_KEY: SERVER_KEY,
      RATE_LIMIT_FACTOR: "0",
      LOG_LEVEL: "warn",
      ...environment,
    },
  });
  let printed = "";
  let hasEnded = false;
  const exited = once(child, "exit").then(() => {
    hasEnded = true;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const url = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const told = /^Pacekeeper is ready: (\S+)/.exec(line)?.[1];
      if (told) ready(told);
      else printed += `${line}\n`;
    });
    void exited.then(() => failed(new Error(`The server did not start: ${printed}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    complaints: () => printed,
    aGuest: () => aGuestOf(url),
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    get hasEnded() {
      return hasEnded;
    },
  };
}

async function aGuestOf(url: string): Promise<Guest> {
  const ask = async (query: string, variables: object = {}, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = JSON.parse(await response.text());
    return { status: response.status, data, errors };
  };
  const document = `mutation { continueAsGuest(input: {}) { ... on LoginPayload { accessToken user { id } } } }`;
  const { accessToken, user } = (await ask(document)).data.continueAsGuest;
  return {
    accessToken,
    userId: Buffer.from(user.id, "base64").toString().slice("User:".length),
    ask: (query, variables) => ask(query, variables, { authorization: `Bearer ${accessToken}` }),
  };
}
