import { type Client, createClient } from "graphql-ws";

export interface SocketListener {
  connecting(): void;
  /** @param again true when a connection was lost before: what changed meanwhile was not told */
  connected(again: boolean): void;
  lost(): void;
  /** The server has closed it because the login has ended. */
  signedOut(): void;
}

const LONGEST_WAIT_MS = 30_000;
const PING_EVERY_MS = 12_000;
const PONG_WITHIN_MS = 6_000;
/** From one page's last subscription to the next page's first the socket stays open. */
const IDLE_CLOSE_MS = 5_000;
const NORMAL_CLOSE = 1000;
const SIGNED_OUT_CLOSE = 4401;

/**
 * How long to wait before trying again: doubling from half a second to thirty, each at random between a
 * half and the whole, so that a restarted server is not met by everybody at once.
 *
 * @param random in [0, 1)
 */
export function retryWaitMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + random / 2);
}

/**
 * The socket of all subscriptions: opened by the first, tried again forever, and given up when the server
 * does not answer a ping, which is how a dead connection shows itself.
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
    retryWait: (attempt) => woken(retryWaitMs(attempt, Math.random())),
    on: {
      connecting: () => listener.connecting(),
      connected: () => {
        listener.connected(hadConnection);
        hadConnection = true;
      },
      closed: (event) => {
        clearTimeout(waitingForPong);
        // Nobody listened any more, so nothing was missed.
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

/** Waits, but no longer than until the device is online again or the page is looked at. */
function woken(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      if (document.visibilityState === "hidden") return;
      clearTimeout(timer);
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      resolve();
    };
    const timer = setTimeout(() => {
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      resolve();
    }, ms);
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
  });
}
