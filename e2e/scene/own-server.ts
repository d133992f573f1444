import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const program = fileURLToPath(new URL("../server.mjs", import.meta.url));

/** A server of one test's own, which can be lost and come back on the same port with the same data. */
export interface OwnServer {
  readonly origin: string;
  /** Where its database lies. */
  readonly dataDirectory: string;
  /**
   * Starts it and waits until it answers.
   *
   * @param environment variables of this start alone
   */
  start(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  discard(): Promise<void>;
}

/** @param environment variables for it alone, besides where it listens and keeps its data */
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

/** A port that the system has just given away. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
