import { WebSocket } from "ws";

/** A socket as an attacker opens it: with custom headers, and reporting every way in which it ends. */
export interface OpenSocket {
  /** The HTTP status that refused the upgrade; 101 when it was accepted. */
  readonly status: number;
  /** Whether `connection_init` was acknowledged. */
  readonly isAcknowledged: boolean;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  /** Runs a document and returns its first result. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own document
  ask(query: string, variables?: object): Promise<any>;
  /** The same with a payload as JSON text. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own document
  askRaw(payload: string): Promise<any>;
  terminate(): void;
}

export interface SocketStart {
  /** Headers of the upgrade. */
  readonly headers?: Record<string, string>;
  /** The payload of `connection_init`. */
  readonly init?: Record<string, unknown>;
}

/** Opens a socket and waits until it is acknowledged, closed or refused. @param url the server's URL */
export async function openSocket(url: string, { headers = {}, init = {} }: SocketStart): Promise<OpenSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  const waiting = new Map<string, (result: unknown) => void>();
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  const started = new Promise<{ status: number; isAcknowledged: boolean }>((resolve) => {
    // A refused upgrade also emits an error, after the answer.
    socket.on("error", () => {});
    socket.once("unexpected-response", (request, { statusCode = 0 }) => {
      request.destroy();
      resolve({ status: statusCode, isAcknowledged: false });
    });
    socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init", payload: init })));
    socket.once("close", () => resolve({ status: 101, isAcknowledged: false }));
    socket.on("message", (message) => {
      const { type, id, payload } = JSON.parse(String(message));
      if (type === "connection_ack") resolve({ status: 101, isAcknowledged: true });
      else if (type === "next") waiting.get(id)?.(payload);
      else if (type === "error") waiting.get(id)?.({ errors: payload });
    });
  });
  let asked = 0;
  function askRaw(payload: string): Promise<unknown> {
    asked += 1;
    const id = String(asked);
    const result = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(`{"id":"${id}","type":"subscribe","payload":${payload}}`);
    return result;
  }
  return {
    ...(await started),
    closed,
    ask: (query, variables = {}) => askRaw(JSON.stringify({ query, variables })),
    askRaw,
    terminate: () => socket.terminate(),
  };
}
