import type { VariableReader } from "./variables.ts";

/** Every limit by which the server refuses a request. Each has its own variable. */
export interface Limits {
  /** Largest body of a POST, in bytes. */
  bodyBytes: number;
  /** Deepest nesting of fields in a document. */
  queryDepth: number;
  /** Most aliases in a document, fragments counted where they are used. */
  queryAliases: number;
  /** Most lexical tokens in a document. */
  queryTokens: number;
  /** Greatest cost of an operation, in fields that it may resolve. */
  queryCost: number;
  /** Largest message on a socket, in bytes. */
  socketMessageBytes: number;
  /** Seconds that a socket may stay open without `connection_init`. */
  socketInitSeconds: number;
  /** Concurrent operations on one socket, subscriptions included. */
  subscriptionsPerSocket: number;
  /** Concurrent sockets of one user; for visitors, of one address. */
  socketsPerUser: number;
  /** Unsent bytes after which a socket whose client does not read is closed. */
  socketUnsentBytes: number;
  /** What a guest may store, in bytes. */
  guestBytes: number;
  /** What somebody with an account may store, in bytes. */
  userBytes: number;
  /** Bytes of answers that one person has not read, after which their oldest are cut off. */
  unreadAnswerBytes: number;
  /** Seconds after which a connection on which nothing moves is closed, such as one that does not read its answer. */
  idleSeconds: number;
  /** Large queries that run at once: of everybody, of one person, and of one address. */
  readsAtOnce: number;
  readsPerUser: number;
  readsPerAddress: number;
  /** Seconds after which a request is refused whose answer is not there. */
  requestSeconds: number;
}

const million = 1_000_000;

/** Reads the limits, each with its default. Problems go to the reader. */
export function readLimits(read: VariableReader): Limits {
  return {
    bodyBytes: read.integer("BODY_LIMIT_BYTES", 256 * 1024, 1024, 64 * million),
    queryDepth: read.integer("QUERY_DEPTH_LIMIT", 12, 1, 100),
    queryAliases: read.integer("QUERY_ALIAS_LIMIT", 30, 0, 10_000),
    queryTokens: read.integer("QUERY_TOKEN_LIMIT", 2000, 100, 100_000),
    queryCost: read.integer("QUERY_COST_LIMIT", 10_000, 100, 100 * million),
    socketMessageBytes: read.integer("SOCKET_MESSAGE_LIMIT_BYTES", 64 * 1024, 1024, 16 * million),
    socketInitSeconds: read.integer("SOCKET_INIT_TIMEOUT_SECONDS", 5, 1, 300),
    subscriptionsPerSocket: read.integer("SUBSCRIPTIONS_PER_SOCKET", 20, 1, 10_000),
    socketsPerUser: read.integer("SOCKETS_PER_USER", 10, 1, 10_000),
    socketUnsentBytes: read.integer("SOCKET_UNSENT_LIMIT_BYTES", 1024 * 1024, 64 * 1024, 256 * million),
    guestBytes: read.integer("GUEST_QUOTA_BYTES", 20 * million, 0, 1_000_000 * million),
    userBytes: read.integer("USER_QUOTA_BYTES", 1000 * million, million, 1_000_000 * million),
    unreadAnswerBytes: read.integer("UNREAD_ANSWERS_LIMIT_BYTES", 4 * 1024 * 1024, 64 * 1024, 1024 * million),
    idleSeconds: read.integer("IDLE_CONNECTION_SECONDS", 30, 1, 3600),
    readsAtOnce: read.integer("LARGE_READS_AT_ONCE", 6, 1, 1000),
    readsPerUser: read.integer("LARGE_READS_PER_USER", 3, 1, 1000),
    readsPerAddress: read.integer("LARGE_READS_PER_ADDRESS", 5, 1, 1000),
    requestSeconds: read.integer("REQUEST_LIMIT_SECONDS", 15, 1, 600),
  };
}
