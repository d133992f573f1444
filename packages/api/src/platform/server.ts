import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { GraphQLSchema } from "graphql";
import type { Configuration } from "./config/configuration.ts";
import { createConnections } from "./connections/connections.ts";
import type { ConnectionPlaces } from "./connections/places.ts";
import type { DatabaseHandle } from "./context.ts";
import { createGraphql } from "./graphql/yoga.ts";
import type { IsAllowedOrigin } from "./http/cors.ts";
import type { Example } from "./http/example.ts";
import { watchSockets } from "./http/open-sockets.ts";
import { type Assets, createRouter, type ReadyCheck } from "./http/router.ts";
import { createUnreadAnswers, type UnreadAnswers } from "./http/unread-answers.ts";
import type { Log } from "./log.ts";
import { createOrigins, type Origins } from "./origins.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { createSerializer, type Serializer } from "./serially.ts";
import type { ServerParts } from "./server-parts.ts";
import { type Announce, createAnnounce, type RoomTopic } from "./streams/announce.ts";
import { type ChangeFeed, createChangeFeed } from "./streams/change-feed.ts";
import { createPubSub, type PubSub } from "./streams/pubsub.ts";
import { createTicker } from "./streams/ticker.ts";
import type { Authenticate, Viewer } from "./viewer.ts";
import { attachSockets } from "./websocket/socket-server.ts";

/** What a server is made of. */
export interface ServerOptions {
  config: Configuration;
  log: Log;
  schema: GraphQLSchema;
  db: DatabaseHandle;
  /** For large queries. Omitted: `db`. */
  reads?: DatabaseHandle;
  /** SECRET_KEY, or the key that `readOrMakeSecretKey` keeps instead. */
  secretKey: string;
  authenticate: Authenticate;
  /** Drops what `authenticate` has cached about a login, token or user. Omitted: it caches nothing. */
  forgetCredential?: (id: string) => void;
  /** Whether an active token names the origin. Omitted: none does. */
  isAllowedOrigin?: IsAllowedOrigin;
  /** Rejects while the database does not answer. */
  ready: ReadyCheck;
  assets: Assets;
  /** Which subscribers are told of which changes. Omitted: none. */
  topics?: readonly RoomTopic[];
  /** Counts the connections of all processes. Omitted: each process counts its own. */
  connectionPlaces?: ConnectionPlaces;
  /** What GraphiQL shows at first. Omitted: nothing of use. */
  examples?: readonly Example[];
  /** Omitted: the server creates one. */
  pubsub?: PubSub;
  /** The clock in epoch milliseconds, for tests. */
  now?: () => number;
}

/** A server that does not listen yet. */
export interface Server {
  /** Opens the port. Rejects with Node's error when the port is taken. `url` is what people open. */
  listen(): Promise<{ url: string; port: number }>;
  /**
   * Announces the stop: answers close their connections, and the server is not ready. Resolves once no connection is
   * left, or after two seconds. Who keeps a connection open has its next request answered, and not reset.
   */
  drain(): Promise<void>;
  /** Accepts no more requests, waits up to ten seconds for running ones, and closes sockets with 1001. */
  close(): Promise<void>;
  /** Closes the sockets and event streams of viewers that match the predicate; returns how many. */
  closeViewerSockets(predicate: (viewer: Viewer) => boolean): number;
  pubsub: PubSub;
  unreadAnswers: UnreadAnswers;
  /** Tells this process's subscribers about a person's change. */
  announce: Announce;
  /** Finds changes that other processes made. */
  changeFeed: ChangeFeed;
  /** Serializes one person's writes within this process. */
  serially: Serializer;
}

/**
 * How long a connection is kept for another request, in milliseconds. Longer than proxies keep theirs (nginx: 60 s):
 * whoever sends just as this side closes gets an error.
 */
const KEEP_ALIVE_MS = 75_000;
/** How long kept connections may send one more request, in milliseconds. */
const drainWithin = 2000;
/** How long a stop waits for running requests, in milliseconds. */
const stopWithin = 10_000;

/** Puts the server together: HTTP, GraphQL and sockets on one port. */
export function createServer(options: ServerOptions): Server {
  const { assets, config, log, ready, schema, secretKey } = options;
  let origins: Origins = createOrigins(config, config.port);
  const pubsub = options.pubsub ?? createPubSub();
  const changeFeed = createChangeFeed();
  const announce = createAnnounce(options.topics ?? [], changeFeed, pubsub);
  const serially = createSerializer();
  const now = options.now ?? Date.now;
  const { connectionPlaces: places = null } = options;
  let stopping = false;
  const parts: ServerParts = {
    config,
    log,
    schema,
    db: options.db,
    secretKey,
    pubsub,
    serially,
    changeFeed,
    announce,
    ticker: createTicker(now),
    rateLimiter: createRateLimiter(config, options.db.pool),
    connections: createConnections(config.limits.socketsPerUser, places),
    unreadAnswers: createUnreadAnswers(config.limits),
    yoga: createGraphql(
      schema,
      config,
      log,
      { secretKey, origins: () => origins },
      options.reads ?? options.db,
    ),
    examples: options.examples ?? [],
    isStopping: () => stopping,
    origins: () => origins,
    authenticate: options.authenticate,
    forgetCredential: options.forgetCredential ?? (() => {}),
    isAllowedOrigin: options.isAllowedOrigin ?? (async () => false),
    now,
  };
  const http = createHttpServer(
    { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: KEEP_ALIVE_MS },
    createRouter(parts, assets, ready),
  );
  http.timeout = config.limits.idleSeconds * 1000;
  const open = watchSockets(http);
  const sockets = attachSockets(http, parts);

  return {
    pubsub,
    unreadAnswers: parts.unreadAnswers,
    announce,
    changeFeed,
    serially,
    closeViewerSockets: (predicate) => parts.connections.closeViewers(predicate),
    async listen() {
      await new Promise<void>((resolve, reject) => {
        http.once("error", reject);
        http.listen(config.port, config.host, () => {
          http.off("error", reject);
          resolve();
        });
      });
      // A listening TCP server's address is never a pipe's name.
      const { port } = http.address() as AddressInfo;
      origins = createOrigins(config, port);
      log.info({ host: config.host, port }, "Listening");
      return { url: origins.publicUrl, port };
    },
    async drain() {
      stopping = true;
      open.announceClose();
      const until = performance.now() + drainWithin;
      while (open.count > 0 && performance.now() < until) await delay(20);
    },
    async close() {
      stopping = true;
      open.announceClose();
      sockets.close();
      parts.connections.closeAll();
      await places?.stop();
      // A keep-alive connection becomes idle only when its last answer has been sent.
      const idle = setInterval(() => open.closeIdle(), 20);
      const hurry = setTimeout(() => http.closeAllConnections(), stopWithin);
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      clearInterval(idle);
      clearTimeout(hurry);
      log.info("Stopped");
    },
  };
}
