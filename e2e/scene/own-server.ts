import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const program = fileURLToPath(new URL("../server.mjs", import.meta.url));

/** A server for a single test, which can be killed and restarted on the same port with the same data. */
export interface OwnServer {
  readonly origin: string;
  /** The directory of its database. */
  readonly dataDirectory: string;
  /**
   * Starts it and waits until it answers.
   *
   * @param environment variables for this start only
   */
  start(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Kills it without a graceful shutdown. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  discard(): Promise<void>;
}

/** @param environment variables for this server, besides its port and data directory */
export async function anOwnServer(environment: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const dataDirectory = join(tmpdir(), `pacekeeper-e2e-${randomUUID()}`);
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    RATE_LIMIT_FACTOR: "0",
    ...environment,
    E2E_DATA_DIR: dataDirectory,
  };
  let child: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals) {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await gone;
  }
  return {
    origin,
    dataDirectory,
    async start(more = {}) {
      const stdio = ["ignore", "ignore", "inherit"] as const;
      child = spawn(process.execPath, [program], { env: { ...env, ...more }, stdio: [...stdio] });
      const ready = () =>
        fetch(`${origin}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await expect.poll(ready, { timeout: 30_000, message: "the server answers" }).toBe(true);
    },
    kill: () => end("SIGKILL"),
    async discard() {
      await end("SIGTERM");
      rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A port that the system has just reported as free. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
