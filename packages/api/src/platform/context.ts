import type { Pool } from "pg";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Announce } from "./announce.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Configuration } from "./config/configuration.ts";
import type { CookiePurpose } from "./http/cookies.ts";
import type { Log } from "./log.ts";
import type { PubSub } from "./pubsub.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { Serializer } from "./serially.ts";
import type { Ticker } from "./ticker.ts";
import type { Viewer } from "./viewer.ts";

/** The open database: Prisma for everything ordinary, the pool for hot statements. */
export interface DatabaseHandle {
  prisma: PrismaClient;
  pool: Pool;
}

/** What is known of who sent the request. */
export interface Client {
  /** The socket's address, or what a trusted proxy says. */
  address: string;
  /** The Origin header; null when absent. The text `null` is an origin that nothing matches. */
  origin: string | null;
  userAgent: string;
  /** Sits at the machine the server runs on: no proxy stands between, and nobody opens it under another name. */
  isAtServer: boolean;
  transport: "http" | "websocket";
  /** What it presented to say who it is, whether or not that was accepted. With a bearer, cookies are not read. */
  credential: "bearer" | "cookie" | "none";
  /** The CSRF token it presented: `x-csrf-token`, or `csrfToken` of `connection_init`. */
  csrfToken: string | undefined;
}

/** What every resolver gets: one request's facts beside the server's parts. */
export interface Context {
  /** Null for a visitor. */
  viewer: Viewer | null;
  /** Made by this server; stands in each of the request's log lines. */
  requestId: string;
  /** The server's clock in epoch milliseconds. */
  now(): number;
  db: DatabaseHandle;
  config: Configuration;
  pubsub: PubSub;
  /** Hears of every change that is told, to find those that other processes made. */
  changeFeed: ChangeFeed;
  /** Tells this process's subscribers of a person's change. */
  announce: Announce;
  /** Calls back once a second, by the server's clock. */
  ticker: Ticker;
  /** Orders one person's writes within this process; what holds across processes is the database's guard. */
  serially: Serializer;
  /** Forgets at once what this process remembers of a login, token or user with this id. */
  forgetCredential(id: string): void;
  /** Signs logins and derives tokens; for accounts alone. */
  secretKey: string;
  log: Log;
  client: Client;
  /**
   * Counts the answer among the connections that stay open; false when there are too many. Asked when a
   * subscription begins; left out where the connection is counted already.
   */
  openStream?: () => boolean;
  /** What this operation costs of `limits.queryCost`; set before it runs. */
  cost: number;
  /** Takes from and reads the rate limits. Key by user id, or by `addressKey(client.address)`. */
  rateLimiter: RateLimiter;
  /** The CSRF token of a login, or of a visitor for null. */
  csrfToken(authSessionId: string | null): string;
  /** A cookie that the request brought; null over a socket that brought none. */
  cookie(purpose: CookiePurpose): string | null;
  /**
   * Sets a cookie, or removes it when the value is null; it lasts `maxAgeSeconds`. False when nothing was
   * set, because a socket cannot carry one: then the caller has the token of the answer.
   */
  setCookie(purpose: CookiePurpose, value: string | null, maxAgeSeconds: number): boolean;
}
