import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Tracks the server's connections, so that a stop can close the idle ones. Node itself closes only connections that
 * have carried a request, and browsers open some in advance.
 */
export function watchSockets(server: Server): { closeIdle(): void } {
  const answering = new Map<Socket, number>();
  const change = (socket: Socket, by: number) => {
    const running = answering.get(socket);
    if (running !== undefined) answering.set(socket, running + by);
  };
  server.on("connection", (socket) => {
    answering.set(socket, 0);
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", (request, response) => {
    change(request.socket, 1);
    response.once("close", () => change(request.socket, -1));
  });
  // From here on it is a WebSocket, which is closed elsewhere. Node types it as any stream; here it is the socket.
  server.on("upgrade", (_request, socket) => answering.delete(socket as Socket));
  return {
    closeIdle() {
      for (const [socket, running] of answering) if (running === 0) socket.destroy();
    },
  };
}
