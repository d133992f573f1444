import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** One client of a bare server. */
export interface BareSocket {
  send(text: string): void;
}

/** What a bare server does with a client. */
export interface BareClient {
  onMessage(text: string): void;
  onClose(): void;
}

/** A WebSocket server that is `ws` and nothing else: the baseline for measuring others. */
export async function serveBareSockets(
  opened: (socket: BareSocket) => BareClient,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  server.on("connection", (socket) => {
    const { onClose, onMessage } = opened({ send: (text) => socket.send(text) });
    socket.on("message", (message) => onMessage(String(message)));
    socket.on("close", onClose);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    // A listening TCP server's address is never a pipe's name.
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
