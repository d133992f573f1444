import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";

let db: TestDatabase;
let installed: InstalledServer;
let server: ServerProcess;
beforeAll(async () => {
  [db, installed] = await Promise.all([aTestDatabase(), installServer()]);
  server = await installed.start(db.url);
}, 60_000);
afterAll(async () => {
  await installed.remove();
  await db.close();
});

/** Asks over the agent's only connection; returns the status, what becomes of the connection, and its local port. */
function ask(agent: Agent, path: string) {
  return new Promise<{ status: number; connection: string; port: number }>((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { agent }, (response) => {
      const port = response.socket.localPort ?? 0;
      const { connection = "" } = response.headers;
      response.resume().once("end", () => resolve({ status: response.statusCode ?? 0, connection, port }));
    });
    sent.once("error", reject).end();
  });
}

it("answers the next request of every kept connection when it stops, as its last", async () => {
  const agents = Array.from({ length: 12 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const before = await Promise.all(agents.map((agent) => ask(agent, "/healthz")));
  expect(before.map(({ connection }) => connection)).toEqual(new Array(12).fill("keep-alive"));
  const stopped = server.stop();
  const [watcher, ...kept] = agents;
  const fresh = new Agent({ keepAlive: false });
  while ((await ask(fresh, "/readyz")).status !== 503) await delay(5);
  const after = await Promise.all(kept.map((agent) => ask(agent, "/graphql?query={serverTime}")));
  expect(after).toEqual(before.slice(1).map(({ port }) => ({ status: 200, connection: "close", port })));
  await stopped;
  for (const agent of [watcher, fresh, ...kept]) agent?.destroy();
});
