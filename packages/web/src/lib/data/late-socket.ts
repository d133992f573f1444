import type { FormattedExecutionResult } from "graphql";
import type { Client, Sink, SubscribePayload } from "graphql-ws";
import { whenShown } from "../when-rested.ts";
import type { SocketListener } from "./socket.ts";

export interface LateSocket {
  /** @returns unsubscribes */
  subscribe(payload: SubscribePayload, sink: Sink<FormattedExecutionResult>): () => void;
  /** Reopens the socket, if it was ever opened. */
  terminate(): void;
}

type Load = (listener: SocketListener) => Promise<Client>;

/**
 * The socket of all subscriptions. Its code loads with the first subscription, once the page has its data: the first
 * view can do without, and a visitor needs none. If loading fails, that subscription fails and the next one tries again.
 */
export function createLateSocket(listener: SocketListener, load: Load = loadSocket): LateSocket {
  let socket: Promise<Client> | null = null;

  function wanted(): Promise<Client> {
    if (socket) return socket;
    // Until it has loaded there is no socket, and the app may have to poll.
    listener.connecting();
    socket = load(listener);
    socket.catch(() => {
      socket = null;
    });
    return socket;
  }
  return {
    subscribe(payload, sink) {
      let isOver = false;
      let end = () => {};
      wanted().then(
        (present) => {
          if (!isOver) end = present.subscribe(payload, sink);
        },
        (cause) => {
          if (!isOver) sink.error(cause);
        },
      );
      return () => {
        isOver = true;
        end();
      };
    },
    terminate() {
      socket?.then(
        (present) => present.terminate(),
        () => {},
      );
    },
  };
}

const loadSocket: Load = async (listener) => {
  await new Promise<void>(whenShown);
  return (await import("./socket.ts")).createSocket(listener);
};
