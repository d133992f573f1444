import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { askTask, askTimer, aTask } from "../../tasks/testing/task-requests.ts";
import type { Guest } from "../../testing/application.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { databaseTime } from "../../testing/database-time.ts";
import { openSocket } from "../../testing/open-socket.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";
import { aSubscriber } from "../../testing/subscriber.ts";

/** Three bytes per character, so that one message with 29 descriptions is 435 kB. */
const LONGEST_DESCRIPTION = "字".repeat(5_000);
const LARGE_CHANGES = `subscription { timerChanged { timer { task { ${Array.from({ length: 29 }, (_, n) => `d${n}: description`).join(" ")} } } } }`;
const MANY_LARGE_CHANGES = Array.from({ length: 10 }, () => LARGE_CHANGES);

let db: TestDatabase;
let installed: InstalledServer;
let server: ServerProcess;
beforeAll(async () => {
  db = await aTestDatabase();
  installed = await installServer();
  server = await startServer();
});
afterAll(async () => {
  await installed.remove();
  await db.close();
});

/** One socket per user, so that a second one is admitted only when the server has dropped the first. */
const startServer = (environment: Record<string, string> = {}) =>
  installed.start(db.url, { SOCKETS_PER_USER: "1", ...environment });

/** Subscribes, reads one message of each subscription, and then nothing more. */
async function stall(guest: Guest, documents: readonly string[], firstChange: () => Promise<unknown>) {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const waiting = new Set(documents.map((_, id) => String(id)));
  const acknowledged = new Promise((resolve) => socket.once("message", resolve));
  const told = new Promise<void>((resolve) => {
    socket.on("message", (message) => {
      waiting.delete(JSON.parse(String(message)).id);
      if (waiting.size === 0) resolve();
    });
  });
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("open", resolve));
  const authorization = `Bearer ${guest.accessToken}`;
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  await acknowledged;
  for (const [id, query] of documents.entries())
    socket.send(JSON.stringify({ type: "subscribe", id: String(id), payload: { query } }));
  while (waiting.size > 0) {
    await firstChange();
    await Promise.race([told, delay(100)]);
  }
  socket.pause();
  return socket;
}

/** A guest whose timer's changes are each a large message, and a function that changes it. */
async function aGuestWithLargeTimer() {
  const guest = await server.aGuest();
  const input = { title: "Eggs", timerSeconds: 3600, description: LONGEST_DESCRIPTION };
  const { id } = (await askTask(guest, "createTask", input)).task;
  await askTimer(guest, "startTimer", id);
  let isPaused = false;
  const change = async () => {
    const { __typename } = await askTimer(guest, isPaused ? "resumeTimer" : "pauseTimer", id);
    expect(__typename).toMatch(/Payload$/);
    isPaused = !isPaused;
  };
  return { guest, change };
}

/** Another user, who reads. `expectServed` changes their timer and waits until the change arrives. */
async function aReader() {
  const guest = await server.aGuest();
  const { id } = await aTask(guest, "Tea", 3600);
  const subscriber = aSubscriber(server.url, guest.accessToken);
  // Subscribes from an earlier time, so that no change is missed while the subscription starts.
  const since = new Date(await databaseTime(db.pool)).toISOString();
  const changes = subscriber.follow(`subscription { timerChanged(since: "${since}") { timer { version } } }`);
  const ticks = subscriber.follow(`subscription { timerTicks(taskId: "${id}") { status } }`);
  await askTimer(guest, "startTimer", id);
  await ticks.next();
  return {
    async expectServed() {
      const { timer } = await askTimer(guest, "extendTimer", id, { seconds: 1 });
      while ((await changes.next()).timer.version !== timer.version);
      await ticks.next();
    },
    close: () => subscriber.close(),
  };
}

/** Waits until the server has closed the guest's only socket; otherwise the test's timeout ends it. */
async function untilLetGo({ accessToken }: Guest): Promise<void> {
  for (;;) {
    const socket = await openSocket(server.url, { init: { authorization: `Bearer ${accessToken}` } });
    if (socket.isAcknowledged) return socket.terminate();
    await delay(200);
  }
}

// The test takes less than the 24 s after which a socket that does not answer a ping is closed.
it("closes a socket that does not read many large changes, while others are served", {
  timeout: 23_000,
}, async () => {
  const { change, guest } = await aGuestWithLargeTimer();
  const reader = await aReader();
  const socket = await stall(guest, MANY_LARGE_CHANGES, change);
  // More than the kernel buffers.
  for (let turn = 0; turn < 6; turn += 1) {
    await change();
    await reader.expectServed();
  }
  await untilLetGo(guest);
  await reader.expectServed();
  await reader.close();
  socket.terminate();
  expect(server.hasEnded).toBe(false);
});

it("does not buffer in memory what a client does not read", { timeout: 60_000 }, async () => {
  // The unsent limit closes nothing here, and a server that buffered all messages would run out of this little memory.
  await server.kill();
  server = await startServer({
    SOCKET_UNSENT_LIMIT_BYTES: "256000000",
    NODE_OPTIONS: "--max-old-space-size=120 --max-semi-space-size=2",
  });
  const { change, guest } = await aGuestWithLargeTimer();
  const reader = await aReader();
  const socket = await stall(guest, MANY_LARGE_CHANGES, change);
  for (let turn = 1; turn <= 80; turn += 1) {
    await change();
    if (turn % 20 === 0) await reader.expectServed();
  }
  await reader.close();
  socket.terminate();
  expect(server.hasEnded, server.complaints()).toBe(false);
});

it("closes a socket that does not read countdown ticks too, although they are small", {
  timeout: 90_000,
}, async () => {
  const guest = await server.aGuest();
  const ids: string[] = [];
  for (let made = 0; made < 20; made += 1) {
    const { id } = await aTask(guest, "Eggs", 3600);
    await askTimer(guest, "startTimer", id);
    ids.push(id);
  }
  const reader = await aReader();
  const documents = ids.map(
    (id) => `subscription { timerTicks(taskId: "${id}") { timerId status remainingSeconds } }`,
  );
  const socket = await stall(guest, documents, async () => {});
  await reader.expectServed();
  await untilLetGo(guest);
  await reader.expectServed();
  await reader.close();
  socket.terminate();
  expect(server.hasEnded).toBe(false);
});
