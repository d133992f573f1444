import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { handleProtocols, makeServer } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { ClosingReason, Connection } from "../connections/connections.ts";
import { graphqlPath } from "../graphql/yoga.ts";
import { clientAddress } from "../http/client-address.ts";
import { mayCall, originOf } from "../http/cors.ts";
import { isKnownHost } from "../http/host.ts";
import type { ServerParts } from "../server-parts.ts";
import { CLOSE_CODES } from "./close-codes.ts";
import { type SocketExtra, socketOptions } from "./operations.ts";

/** How often a socket must answer a ping, and how often its unsent bytes are checked, in milliseconds. */
const pingInterval = 12_000;
const unsentInterval = 1000;

/** How each reason to close a connection is told to its client. */
const CLOSINGS: Readonly<Record<ClosingReason, readonly [code: number, words: string]>> = {
  badToken: [CLOSE_CODES.signedOut, "The token is unknown, expired, revoked or bound to another origin"],
  crowded: [CLOSE_CODES.tooMany, "Too many connections at once"],
  revoked: [CLOSE_CODES.signedOut, "Signed out"],
  stopping: [CLOSE_CODES.stopping, "Stopping"],
};

/** The GraphQL sockets of a server: graphql-transport-ws on the same port and path. */
export interface SocketServer {
  /** Accepts no more sockets. The registry of connections closes the open ones. */
  close(): void;
}

/** Accepts sockets on the HTTP server. The Origin is checked before the upgrade; a foreign origin gets 403. */
export function attachSockets(http: Server, parts: ServerParts): SocketServer {
  const { limits } = parts.config;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    // Compression costs 300 kB per socket, and messages are small.
    perMessageDeflate: false,
    handleProtocols,
  });
  const graphql = makeServer(socketOptions(parts));
  let closing = false;

  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    void admitUpgrade(parts, request, closing)
      .catch((err: unknown) => {
        parts.log.error({ err }, "An upgrade failed");
        return 500;
      })
      .then((refused) => {
        if (refused !== null)
          stream.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        else sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
      });
  });

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = {
      viewer: null,
      address: clientAddress(request, parts.config.trustProxy),
      close: (reason) => closeHard(socket, ...CLOSINGS[reason]),
    };
    const extra: SocketExtra = { request, connection };
    const closed = graphql.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((done) =>
            socket.readyState === socket.OPEN ? socket.send(text, () => done()) : done(),
          ),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on("message", (message) => {
            take(String(message)).catch((err: unknown) => {
              parts.log.warn({ err }, "A socket message could not be handled");
              socket.close(CLOSE_CODES.messageRefused, "Message refused");
            });
          }),
      },
      extra,
    );
    const stopWatching = watch(socket, limits.socketUnsentBytes);
    // On broken frames and oversized messages, ws itself closes the socket with the right code.
    socket.on("error", (err) => parts.log.debug({ err }, "A socket failed"));
    socket.once("close", (code, reason) => {
      stopWatching();
      parts.connections.leave(connection);
      void closed(code, String(reason));
    });
  }

  return {
    close() {
      closing = true;
      sockets.close();
    },
  };
}

/** The HTTP status that refuses the upgrade, or null. Without an Origin, only a bearer token may sign in later. */
async function admitUpgrade(
  parts: ServerParts,
  request: IncomingMessage,
  closing: boolean,
): Promise<number | null> {
  if (closing) return 503;
  if (!isKnownHost(request, parts.origins().publicUrl, parts.config)) return 421;
  if ((request.url ?? "").split("?", 1)[0] !== graphqlPath) return 404;
  if (request.method !== "GET" || request.headers.upgrade?.toLowerCase() !== "websocket") return 400;
  const origin = originOf(request);
  if (origin === null) return null;
  return (await mayCall(origin, parts.origins(), parts.isAllowedOrigin)) ? null : 403;
}

/** Closes the socket when it no longer answers pings or does not read its messages. */
function watch(socket: WebSocket, unsentLimit: number): () => void {
  let alive = true;
  socket.on("pong", () => {
    alive = true;
  });
  const pings = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingInterval);
  const unsent = setInterval(() => {
    // It would not read a close frame either.
    if (socket.bufferedAmount > unsentLimit) socket.terminate();
  }, unsentInterval);
  return () => {
    clearInterval(pings);
    clearInterval(unsent);
  };
}

/** Closes with a code, and ends the connection if the other side does not answer within a second. */
function closeHard(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), 1000).unref();
}
