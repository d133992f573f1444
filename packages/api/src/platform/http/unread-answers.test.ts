import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.stop();
});

const LONG = `/graphql?query=${encodeURIComponent("{ longText }")}`;
/** Together more than the buffers of a connection take, although the requests fit into one packet. */
const MANY = 400;

/** One such connection leaves less unread, and two leave more. */
const LIMIT = { UNREAD_ANSWERS_LIMIT_BYTES: "30000000" };

/** A connection that asks for many large answers, and reads none. */
async function anUnreadConnection(bearer: string): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.pause();
  socket.write(
    `GET ${LONG} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${bearer}\r\n\r\n`.repeat(MANY),
  );
  return socket;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}

/** Resolves once the server has closed the connection: only then does it answer no more. */
async function ended(socket: Socket): Promise<void> {
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.once("error", () => socket.destroy());
  while (!socket.destroyed) {
    socket.write(" ");
    await delay(5);
  }
  await closed;
}

/** What arrives from now on, until the connection is over. */
async function rest(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => (text += chunk));
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve));
  return text;
}
const answersIn = (text: string) => text.split("HTTP/1.1 200").length - 1;

it("cuts off the oldest of a person's answers when they leave too much unread, and nobody else's", async () => {
  server = await aPlatformServer(LIMIT);
  const held = () => server.server.unreadAnswers.bytes;
  const first = await anUnreadConnection("ada");
  await until(() => held() > 10_000_000);
  const others = await anUnreadConnection("bob");
  await until(() => held() > 25_000_000);
  const cutOff = ended(first);
  await anUnreadConnection("ada");
  await cutOff;
  expect(held()).toBeLessThan(50_000_000);
  expect(others.destroyed).toBe(false);
  others.resume();
  await new Promise((resolve) => others.once("data", resolve));
});

it("closes a connection that reads nothing, and no other", { timeout: 40_000 }, async () => {
  server = await aPlatformServer({ ...LIMIT, IDLE_CONNECTION_SECONDS: "1" });
  const held = () => server.server.unreadAnswers.bytes;
  const socket = await anUnreadConnection("ada");
  await until(() => held() > 0);
  await until(() => held() === 0);
  expect(answersIn(await rest(socket))).toBeLessThan(MANY);
  expect((await server.ask("{ greeting }")).data).toEqual({ greeting: "hello" });
});
