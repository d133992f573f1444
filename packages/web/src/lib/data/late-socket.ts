import type { FormattedExecutionResult } from "graphql";
import type { Client, Sink, SubscribePayload } from "graphql-ws";
import { whenShown } from "../when-rested.ts";
import type { SocketListener } from "./socket.ts";

export interface LateSocket {
  /** @returns how to end it */
  subscribe(payload: SubscribePayload, sink: Sink<FormattedExecutionResult>): () => void;
  /** Opens it anew, if it was ever opened. */
  terminate(): void;
}

type Load = (listener: SocketListener) => Promise<Client>;

/**
 * The socket of all subscriptions, whose code comes after the first of them, once the page is shown: a visitor needs none. Where it does not
 * come, that subscription fails, and the next one tries again.
 */
export function createLateSocket(listener: SocketListener, load: Load = loadSocket): LateSocket {
  let socket: Promise<Client> | null = null;

  function wanted(): Promise<Client> {
    if (socket) return socket;
    // Until it has come there is none, and changes are asked for.
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
