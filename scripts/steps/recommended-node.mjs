import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runNpx } from "./npx.mjs";
import { root, serverFile } from "./paths.mjs";

const recommended = 24;
/** Time limit in milliseconds for the first start, which creates the database, on a busy machine. */
const patience = 120_000;

/**
 * Runs the existing build of the server on the recommended version of Node, checks that it is ready, sends one
 * query, and stops it. Counts as one test.
 */
export const recommendedNodeStage = {
  name: `the server on Node ${recommended}`,
  work: async () => {
    try {
      await startAndAsk(await findNode());
      return { passed: 1, failed: 0, skipped: 0, output: "" };
    } catch (error) {
      return { passed: 0, failed: 1, skipped: 0, output: error.message };
    }
  },
};

/** Path of a Node of the recommended major version: this one, or one fetched with npm. */
async function findNode() {
  if (process.versions.node.startsWith(`${recommended}.`)) return process.execPath;
  const print = "['node', process.versions.node, process.execPath].join(' ')";
  const { code, output } = await runNpx([`node@${recommended}`, "-p", print]);
  const path = new RegExp(`^node ${recommended}\\.\\S+ (.+)$`, "m").exec(output)?.[1];
  if (code !== 0 || path === undefined)
    throw new Error(`npm could not fetch Node ${recommended}:\n${output}`);
  return path;
}

async function startAndAsk(node) {
  // Not created here: the server creates it with the owner that its database needs.
  const dataDirectory = join(tmpdir(), `pacekeeper-node-${randomUUID()}`);
  const server = spawn(node, [serverFile], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: dataDirectory,
      LOG_LEVEL: "warn",
    },
  });
  // Also if this process is stopped in the meantime.
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  let printed = "";
  server.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const exited = once(server, "exit");
  const timer = setTimeout(kill, patience);
  try {
    const url = await new Promise((ready, failed) => {
      createInterface({ input: server.stdout }).on("line", (line) => {
        const told = /^Pacekeeper is ready: (\S+)/.exec(line)?.[1];
        if (told) ready(told);
        else printed += `${line}\n`;
      });
      exited.then(() => failed(new Error("The server ended before it was ready.")), failed);
    });
    await ask(url);
    server.kill("SIGTERM");
    const [code] = await exited;
    if (code !== 0) throw new Error(`The server ended with code ${code} after SIGTERM.`);
  } catch (error) {
    throw new Error(`${error.message}\n${printed}`);
  } finally {
    clearTimeout(timer);
    kill();
    process.off("exit", kill);
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function ask(url) {
  const ready = await fetch(`${url}/readyz`);
  if (!ready.ok) throw new Error(`/readyz answered ${ready.status}: ${await ready.text()}`);
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ serverTime server { registration } }" }),
  });
  const answer = await response.text();
  const { data } = JSON.parse(answer);
  if (typeof data?.serverTime !== "string" || data.server === null)
    throw new Error(`Unexpected answer to the query: ${answer}`);
}
