import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Guest } from "../../testing/application.ts";
import { aDirectory, processesIn } from "../../testing/data-directories.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";
import { type EmbeddedServer, joinServer } from "./embedded/join-server.ts";

const quiet = { info: () => {}, warn: () => {} };

let directory: string;
let postgres: EmbeddedServer;
let installed: InstalledServer;
let server: ServerProcess;
let guest: Guest;

beforeAll(async () => {
  directory = await aDirectory();
  [postgres, installed] = await Promise.all([joinServer(directory, quiet), installServer()]);
  server = await installed.start(postgres.urlOf("postgres"), { REQUEST_LIMIT_SECONDS: "2" });
  guest = await server.aGuest();
}, 60_000);
afterAll(async () => {
  await signal("SIGCONT");
  await installed.remove();
  await postgres.leave();
  await rm(directory, { recursive: true, force: true });
});

/** Sends a signal to PostgreSQL's own processes, and to no other that works in its directory. */
async function signal(name: "SIGSTOP" | "SIGCONT"): Promise<void> {
  for (const pid of await processesIn(directory)) {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres")) process.kill(pid, name);
  }
}

const ready = () => fetch(`${server.url}/readyz`);

async function send(query: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${guest.accessToken}` },
    body: JSON.stringify({ query }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    ...JSON.parse(await response.text()),
  };
}

it.runIf(process.platform === "linux")(
  "tells everybody that the database stands still, and goes on when it does",
  { timeout: 60_000 },
  async () => {
    expect((await ready()).status).toBe(200);
    await signal("SIGSTOP");
    // More at once than there are connections.
    const asked = Array.from({ length: 30 }, (_, turn) =>
      send(
        turn % 2 === 0
          ? "{ viewer { tasks { nodes { id } } } }"
          : 'mutation { createTask(input: { title: "Tea" }) { __typename } }',
      ),
    );
    const checks = await Promise.all(Array.from({ length: 20 }, ready));
    expect(checks.map(({ status }) => status)).toEqual(new Array(20).fill(503));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({
        status: 503,
        retryAfter: "5",
        errors: [{ extensions: { code: "UNAVAILABLE", retryAfterSeconds: 5 } }],
      });
    }
    await signal("SIGCONT");
    while ((await ready()).status !== 200) await delay(50);
    expect((await send("{ viewer { tasks { nodes { id } } } }")).status).toBe(200);
    expect(server.hasEnded).toBe(false);
  },
);
