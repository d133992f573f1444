import { WebSocket } from "ws";

/** A subscription and its server. */
export interface LiveSubscription {
  readonly port: number;
  readonly token: string;
  readonly query: string;
}

/** Sockets opened at once: a server that signs them in has its own queue. */
const openingAtOnce = 50;

/**
 * Opens one socket per subscription, with a minimal graphql-transport-ws client, so that the clients use as little of
 * their core as possible.
 *
 * @param told called with each message's text as it arrives
 */
export async function openLiveSockets(
  subscriptions: readonly LiveSubscription[],
  told: (text: string) => void,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: openingAtOnce }, async () => {
      for (let one = subscriptions[next++]; one !== undefined; one = subscriptions[next++]) {
        sockets.push(await openOne(one, told));
      }
    }),
  );
  return sockets;
}

function openOne({ port, query, token }: LiveSubscription, told: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", {
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", (code) => reject(new Error(`A socket was closed with ${code}.`)));
    socket.once("open", () =>
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
    );
    socket.once("message", () => {
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
      socket.on("message", (data) => {
        const text = String(data);
        if (text.includes('"type":"error"')) reject(new Error(text));
        else if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
        else told(text);
      });
      resolve(socket);
    });
  });
}

/** Drops all sockets at the same moment, without a close frame, as when a network fails. */
export async function dropAll(sockets: readonly WebSocket[]): Promise<void> {
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  for (const socket of sockets) socket.terminate();
  await Promise.all(closed);
}
