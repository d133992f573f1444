import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The HTTP connections of a server. */
export interface OpenSockets {
  /** WebSockets do not count. */
  readonly count: number;
  /** Lets the answers that have not begun say that they are the last of their connection. */
  announceClose(): void;
  closeIdle(): void;
}

/**
 * Tracks the server's connections, so that a stop can close the idle ones. Node itself closes only connections that
 * have carried a request, and browsers open some in advance.
 */
export function watchSockets(server: Server): OpenSockets {
  const answering = new Map<Socket, Set<ServerResponse>>();
  server.on("connection", (socket) => {
    answering.set(socket, new Set());
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    answering.get(socket)?.add(response);
    response.once("close", () => answering.get(socket)?.delete(response));
  });
  // From here on it is a WebSocket, which is closed elsewhere. Node types it as any stream; here it is the socket.
  server.on("upgrade", (_request, socket) => answering.delete(socket as Socket));
  return {
    get count() {
      return answering.size;
    },
    announceClose() {
      for (const responses of answering.values()) {
        for (const response of responses)
          if (!response.headersSent) response.setHeader("connection", "close");
      }
    },
    closeIdle() {
      for (const [socket, running] of answering) if (running.size === 0) socket.destroy();
    },
  };
}
