import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { GraphQLSchema } from "graphql";
import type { Configuration } from "./config/configuration.ts";
import type { Connections } from "./connections/connections.ts";
import type { Client, Context, DatabaseHandle } from "./context.ts";
import { csrfToken } from "./csrf.ts";
import type { Yoga } from "./graphql/yoga.ts";
import { cookieName, readCookie, writeCookie } from "./http/cookies.ts";
import type { IsAllowedOrigin } from "./http/cors.ts";
import type { Example } from "./http/example.ts";
import type { UnreadAnswers } from "./http/unread-answers.ts";
import type { Log } from "./log.ts";
import type { Origins } from "./origins.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { Serializer } from "./serially.ts";
import type { Announce } from "./streams/announce.ts";
import type { ChangeFeed } from "./streams/change-feed.ts";
import type { PubSub } from "./streams/pubsub.ts";
import type { Ticker } from "./streams/ticker.ts";
import type { Authenticate, Viewer } from "./viewer.ts";

/** What the HTTP and WebSocket entry points of a running server share. */
export interface ServerParts {
  config: Configuration;
  log: Log;
  schema: GraphQLSchema;
  db: DatabaseHandle;
  secretKey: string;
  pubsub: PubSub;
  serially: Serializer;
  changeFeed: ChangeFeed;
  announce: Announce;
  ticker: Ticker;
  rateLimiter: RateLimiter;
  connections: Connections;
  unreadAnswers: UnreadAnswers;
  yoga: Yoga;
  examples: readonly Example[];
  /** From then on every answer closes its connection. */
  isStopping(): boolean;
  /** Known once the server listens. */
  origins(): Origins;
  authenticate: Authenticate;
  forgetCredential(id: string): void;
  isAllowedOrigin: IsAllowedOrigin;
  now(): number;
}

/** The context of one operation. `response` receives its cookies; null for a socket. */
export function createContext(
  parts: ServerParts,
  request: IncomingMessage,
  viewer: Viewer | null,
  client: Client,
  response: ServerResponse | null,
  requestId: string = randomUUID(),
): Context {
  const { announce, changeFeed, config, db, log, now, pubsub, rateLimiter, secretKey, serially, ticker } =
    parts;
  return {
    viewer,
    client,
    requestId,
    now,
    db,
    config,
    pubsub,
    serially,
    changeFeed,
    announce,
    ticker,
    forgetCredential: parts.forgetCredential,
    secretKey,
    log,
    rateLimiter,
    admitted: null,
    cost: 0,
    storing: 0,
    csrfToken: (authSessionId) => csrfToken(secretKey, authSessionId),
    cookie: (purpose) => readCookie(request.headers.cookie, cookieName(purpose, config)),
    setCookie(purpose, value, maxAgeSeconds) {
      if (response === null || response.headersSent) return false;
      response.appendHeader("set-cookie", writeCookie(purpose, value, maxAgeSeconds, config));
      return true;
    },
  };
}

/** The token of an `Authorization: Bearer` header; null when the header is absent, "" when it is not a bearer token. */
export function bearerOf(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? "";
}
