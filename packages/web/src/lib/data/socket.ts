import { type Client, createClient } from "graphql-ws";
import { afterWait, retryWaitMs } from "./retry.ts";

export interface SocketListener {
  connecting(): void;
  /** @param again true for a reconnect: changes in the meantime were not pushed */
  connected(again: boolean): void;
  lost(): void;
  /** The server has closed the socket because the login has ended. */
  signedOut(): void;
}

const PING_EVERY_MS = 12_000;
const PONG_WITHIN_MS = 6_000;
/** Keeps the socket open between one page's last subscription and the next page's first. */
const IDLE_CLOSE_MS = 5_000;
const NORMAL_CLOSE = 1000;
const SIGNED_OUT_CLOSE = 4401;

/**
 * The socket of all subscriptions. The first subscription opens it, and it reconnects forever. It is terminated when
 * the server does not answer a ping, which is the only sign of a dead connection.
 */
export function createSocket(listener: SocketListener): Client {
  let hadConnection = false;
  let waitingForPong: ReturnType<typeof setTimeout> | undefined;
  const url = new URL("/graphql", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const client = createClient({
    url: url.href,
    lazy: true,
    lazyCloseTimeout: IDLE_CLOSE_MS,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => void afterWait(retryWaitMs(attempt, Math.random()), resolve)),
    on: {
      connecting: () => listener.connecting(),
      connected: () => {
        listener.connected(hadConnection);
        hadConnection = true;
      },
      closed: (event) => {
        clearTimeout(waitingForPong);
        // There were no subscriptions left, so nothing was missed.
        if (event instanceof CloseEvent && event.code === NORMAL_CLOSE) hadConnection = false;
        else listener.lost();
        if (event instanceof CloseEvent && event.code === SIGNED_OUT_CLOSE) listener.signedOut();
      },
      ping: (received) => {
        if (!received) waitingForPong = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(waitingForPong);
      },
    },
  });
  return client;
}
