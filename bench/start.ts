// How long does it take from `npm start` until the server answers?
//
// Once in a fresh clone, which installs packages (from a warm store), generates code and builds everything, and
// then several times with nothing changed. The target of a warm start is 3 seconds.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { median } from "./load/rounds.ts";
import { printMachine } from "./report/machine.ts";
import { printTable, printTarget } from "./report/table.ts";

const warmStarts = 5;
const warmTarget = 3;
const patienceMs = 300_000;

const seconds = (value: number) => `${value.toFixed(1)} s`;

async function measure(): Promise<void> {
  await printMachine();
  const directory = mkdtempSync(join(tmpdir(), "pacekeeper-bench-start-"));
  const clone = join(directory, "clone");
  try {
    copyWorkingTree(process.cwd(), clone);
    // Outside the clone's directory, which only its owner may enter: as root, the database runs as another user.
    const data = `${directory}-data`;
    try {
      const fresh = await secondsToStart(clone, data);
      const warm: number[] = [];
      for (let start = 0; start < warmStarts; start += 1) warm.push(await secondsToStart(clone, data));
      printTable(
        ["npm start", "until /healthz answers"],
        [
          ["in a fresh clone", seconds(fresh)],
          [`again, median of ${warmStarts}`, seconds(median(warm))],
          ["again, slowest", seconds(Math.max(...warm))],
        ],
      );
      printTarget(`Again within ${warmTarget} s`, median(warm) <= warmTarget, seconds(median(warm)));
    } finally {
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Copies the working tree like a fresh clone: nothing installed, generated or built. */
function copyWorkingTree(from: string, to: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: from,
    encoding: "utf8",
  });
  for (const file of listed.split("\0")) {
    // A file deleted but not yet committed is listed but missing.
    if (file === "" || !existsSync(join(from, file))) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file));
  }
}

/** Starts the clone and stops it again. @returns the seconds until it answered */
async function secondsToStart(clone: string, dataDirectory: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const { NODE_ENV: _, ...environment } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: clone,
    env: { ...environment, PORT: String(port), DATA_DIR: dataDirectory, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group, so that npm, its shell and the server all get the signal below.
    detached: true,
  });
  let output = "";
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exited = once(npm, "exit");
  try {
    while (!(await answers(port))) {
      if (npm.exitCode !== null || performance.now() - started > patienceMs) {
        throw new Error(`npm start never answered:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return (performance.now() - started) / 1000;
  } finally {
    if (npm.exitCode === null && npm.pid !== undefined) process.kill(-npm.pid, "SIGTERM");
    await exited;
    await untilFree(port);
  }
}

async function answers(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
  await response?.arrayBuffer();
  return response?.status === 200;
}

/** npm exits before the server that it started; the next start must not reach the old server. */
async function untilFree(port: number): Promise<void> {
  while (await answers(port)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

await measure();
