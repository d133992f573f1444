import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Watches the server's connections, so that a stop can end those on which nothing is being answered. Node
 * ends by itself only those that have carried a request, and browsers open some ahead of need.
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
  // From here on it is a WebSocket, which has its own end. Node types it as any stream; here it is the socket.
  server.on("upgrade", (_request, socket) => answering.delete(socket as Socket));
  return {
    closeIdle() {
      for (const [socket, running] of answering) if (running === 0) socket.destroy();
    },
  };
}
