import { type Accessor, createSignal } from "solid-js";
import type { HttpListener } from "./http.ts";
import { createPolling } from "./polling.ts";
import type { SocketListener } from "./socket.ts";

/**
 * Live: changes are told as they happen. Polling: no socket comes through, but requests do, so changes are
 * asked for every ten seconds. Connecting: neither is known yet. Offline: the server is out of reach.
 */
export type LinkState = "live" | "polling" | "connecting" | "offline";

export interface Connection {
  state: Accessor<LinkState>;
  /** Device time (epoch ms) since when the server is out of reach; null while it is not. */
  offlineSince: Accessor<number | null>;
  /** Calls back whenever the server can be reached again after it could not; gives back how to stop that. */
  onReturn(callback: () => void): () => void;
  /**
   * Calls back whenever something may have changed that nobody told: on every return, and every ten seconds
   * while a socket is wanted and none comes through. Gives back how to stop that.
   */
  onStale(callback: () => void): () => void;
}

export interface ConnectionParts {
  connection: Connection;
  http: Pick<HttpListener, "reached" | "unreachable">;
  socket: SocketListener;
}

/**
 * What is known of the way to the server, from what its requests and its socket say. A lost socket is
 * only "connecting", and "polling" once it has failed to come back for ten seconds in which requests are
 * answered; a request without an answer is "offline".
 *
 * @param probe sends any small request; asked when the socket cannot tell by itself
 */
export function createConnection(wall: () => number, probe: () => void): ConnectionParts {
  const [state, setState] = createSignal<LinkState>("connecting");
  const [offlineSince, setOfflineSince] = createSignal<number | null>(null);
  const returnCallbacks = new Set<() => void>();
  const staleCallbacks = new Set<() => void>();
  let socket: "unused" | "up" | "down" = "unused";
  let asksInstead = false;
  let lostInARow = 0;
  const polling = createPolling(() => {
    asksInstead = true;
    // Whoever returns asks everything anyway.
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
  }
  function reached() {
    const wasAway = offlineSince() !== null;
    setOfflineSince(null);
    if (socket !== "down") setState("live");
    else setState(asksInstead ? "polling" : "connecting");
    if (wasAway) returned();
  }
  globalThis.addEventListener?.("offline", unreachable);
  globalThis.addEventListener?.("online", probe);

  return {
    connection: {
      state,
      offlineSince,
      onReturn: (callback) => listening(returnCallbacks, callback),
      onStale: (callback) => listening(staleCallbacks, callback),
    },
    http: { reached, unreachable },
    socket: {
      connecting: withoutSocket,
      connected: (again) => {
        const wasAway = offlineSince() !== null;
        // Between the last answer and the first message something may have changed as well.
        const missed = again || asksInstead;
        socket = "up";
        asksInstead = false;
        lostInARow = 0;
        polling.stop();
        reached();
        if (missed && !wasAway) returned();
      },
      lost: () => {
        withoutSocket();
        lostInARow += 1;
        if (lostInARow > 1) probe();
      },
      // Who is here now is asked at once; a new socket would be somebody else's.
      signedOut: stale,
    },
  };
}

function listening(callbacks: Set<() => void>, callback: () => void): () => void {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}
