import { type Accessor, createSignal } from "solid-js";
import type { HttpListener } from "./http.ts";
import { createPolling } from "./polling.ts";
import type { SocketListener } from "./socket.ts";

/**
 * Live: the server pushes changes. Polling: requests pass but sockets do not, so the app asks for changes every ten
 * seconds. Connecting: neither is known yet. Offline: the server is unreachable.
 */
export type LinkState = "live" | "polling" | "connecting" | "offline";

export interface Connection {
  state: Accessor<LinkState>;
  /** Probes the server, such as before something is refused for want of it. @returns whether it is reachable */
  check(): Promise<boolean>;
  /** Since when the server is unreachable, in device time (epoch ms); null while it is reachable. */
  offlineSince: Accessor<number | null>;
  /** Calls back whenever the server is reachable again or the socket reconnects. @returns unsubscribes */
  onReturn(callback: () => void): () => void;
  /**
   * Calls back whenever data may be stale: on every return, when the login ends, and every ten seconds while the app
   * needs a socket but cannot open one.
   *
   * @returns unsubscribes
   */
  onStale(callback: () => void): () => void;
  /**
   * Calls back once the first socket is open. Changes between the page's first queries and that moment were not pushed
   * to anyone.
   *
   * @returns unsubscribes
   */
  onFirstSocket(callback: () => void): () => void;
}

/** When the server is probed again after the device says that it is online, as long as no answer has come. */
const ONLINE_RETRIES_MS = [1000, 4000];
/** When the server is probed again after a request failed although the socket is open, which would not tell of a return. */
const DOUBT_RETRY_MS = 1000;

export interface ConnectionParts {
  connection: Connection;
  http: Pick<HttpListener, "reached" | "unreachable">;
  socket: SocketListener;
}

/**
 * Derives the state of the connection from HTTP requests and the socket. A lost socket only means "connecting", and
 * "polling" once it has been down for ten seconds and a request is answered. An unanswered request means "offline".
 *
 * @param wall the device's clock, epoch milliseconds
 * @param probe sends a small request, and settles when it is answered or lost; called when the socket alone cannot
 *   tell whether the server is reachable
 */
export function createConnection(wall: () => number, probe: () => Promise<void>): ConnectionParts {
  const [state, setState] = createSignal<LinkState>("connecting");
  const [offlineSince, setOfflineSince] = createSignal<number | null>(null);
  const returnCallbacks = new Set<() => void>();
  const staleCallbacks = new Set<() => void>();
  const firstSocketCallbacks = new Set<() => void>();
  let socket: "unused" | "up" | "down" = "unused";
  let asksInstead = false;
  let lostInARow = 0;
  let doubt: ReturnType<typeof setTimeout> | undefined;
  const polling = createPolling(() => {
    asksInstead = true;
    // A return refetches everything anyway.
    if (state() !== "offline") stale();
  });

  function stale() {
    for (const callback of staleCallbacks) callback();
  }
  function returned() {
    stale();
    for (const callback of returnCallbacks) callback();
  }
  function withoutSocket() {
    socket = "down";
    polling.start();
    if (state() === "live") setState("connecting");
  }
  function unreachable() {
    setState("offline");
    setOfflineSince((since) => since ?? wall());
    clearTimeout(doubt);
    if (socket === "up") doubt = setTimeout(() => void probe(), DOUBT_RETRY_MS);
  }
  function reached() {
    clearTimeout(doubt);
    const wasAway = offlineSince() !== null;
    setOfflineSince(null);
    if (socket !== "down") setState("live");
    else setState(asksInstead ? "polling" : "connecting");
    if (wasAway) returned();
  }
  globalThis.addEventListener?.("offline", unreachable);
  // The network may need a moment after the event, and without a socket nothing else would try again soon.
  globalThis.addEventListener?.("online", () => {
    void probe();
    for (const delayMs of ONLINE_RETRIES_MS) {
      setTimeout(() => offlineSince() !== null && void probe(), delayMs);
    }
  });

  return {
    connection: {
      state,
      async check() {
        await probe();
        return state() !== "offline";
      },
      offlineSince,
      onReturn: (callback) => listening(returnCallbacks, callback),
      onStale: (callback) => listening(staleCallbacks, callback),
      onFirstSocket: (callback) => listening(firstSocketCallbacks, callback),
    },
    http: { reached, unreachable },
    socket: {
      connecting: withoutSocket,
      connected: (again) => {
        const wasAway = offlineSince() !== null;
        // Data may also have changed between the last poll and the first message.
        const missed = again || asksInstead;
        socket = "up";
        asksInstead = false;
        lostInARow = 0;
        polling.stop();
        reached();
        if (missed && !wasAway) returned();
        if (!missed) for (const callback of firstSocketCallbacks) callback();
      },
      lost: () => {
        withoutSocket();
        lostInARow += 1;
        if (lostInARow > 1) void probe();
      },
      // Refetch the viewer at once: a new socket would belong to whoever is logged in now.
      signedOut: stale,
    },
  };
}

function listening(callbacks: Set<() => void>, callback: () => void): () => void {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}
