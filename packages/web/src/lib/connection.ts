import { type Accessor, createSignal } from "solid-js";
import type { HttpListener } from "./http.ts";
import type { SocketListener } from "./socket.ts";

export type LinkState = "live" | "connecting" | "offline";

export interface Connection {
  state: Accessor<LinkState>;
  /** Device time (epoch ms) since when the server is out of reach; null while it is not. */
  offlineSince: Accessor<number | null>;
  /** Calls back whenever the server can be reached again after it could not; gives back how to stop that. */
  onReturn(callback: () => void): () => void;
}

export interface ConnectionParts {
  connection: Connection;
  http: Pick<HttpListener, "reached" | "unreachable">;
  socket: SocketListener;
}

/**
 * What is known of the way to the server, from what its requests and its socket say. A lost socket is
 * only "connecting"; a request without an answer is "offline".
 *
 * @param probe sends any small request; asked when the socket cannot tell by itself
 */
export function createConnection(wall: () => number, probe: () => void): ConnectionParts {
  const [state, setState] = createSignal<LinkState>("connecting");
  const [offlineSince, setOfflineSince] = createSignal<number | null>(null);
  const callbacks = new Set<() => void>();
  let socket: "unused" | "up" | "down" = "unused";
  let lostInARow = 0;

  const returned = () => {
    for (const callback of callbacks) callback();
  };
  function unreachable() {
    setState("offline");
    setOfflineSince((since) => since ?? wall());
  }
  function reached() {
    const wasAway = offlineSince() !== null;
    setOfflineSince(null);
    setState(socket === "down" ? "connecting" : "live");
    if (wasAway) returned();
  }
  globalThis.addEventListener?.("offline", unreachable);
  globalThis.addEventListener?.("online", probe);

  return {
    connection: {
      state,
      offlineSince,
      onReturn(callback) {
        callbacks.add(callback);
        return () => callbacks.delete(callback);
      },
    },
    http: { reached, unreachable },
    socket: {
      connecting: () => {
        socket = "down";
        if (state() === "live") setState("connecting");
      },
      connected: (again) => {
        const wasAway = offlineSince() !== null;
        socket = "up";
        lostInARow = 0;
        reached();
        if (again && !wasAway) returned();
      },
      lost: () => {
        socket = "down";
        lostInARow += 1;
        if (state() === "live") setState("connecting");
        if (lostInARow > 1) probe();
      },
    },
  };
}
