import { CHANGED } from "./documents.ts";
import type { Link } from "./kept-state.ts";

/** If a page's CSP forbids the socket, retrying soon is pointless and logs an error to the console each time. */
const NEVER_OPENED_WAIT_MS = 600_000;
const AGAIN_WAIT_MS = 5000;

/** Whether changes are being pushed now; if not, poll more often. */
export let live = false;
/** The socket; other code may subscribe on it with ids from 2 upwards. */
export let socket: WebSocket | null = null;
let user = "";
let wait = NEVER_OPENED_WAIT_MS;
let nextTry = 0;

/**
 * Keeps a subscription open (graphql-transport-ws), if the page allows it, and calls `heard` after every change.
 * Call it regularly: it opens the socket and retries.
 */
export function keepListening({ server, token }: Link, heard: () => void): void {
  if (user !== token) hangUp();
  if (socket || Date.now() < nextTry) return;
  nextTry = Date.now() + wait;
  user = token;
  try {
    const mine = new WebSocket(`${server.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const send = (type: string, rest?: object) => mine.send(JSON.stringify({ type, ...rest }));
    mine.onopen = () => send("connection_init", { payload: { authorization: `Bearer ${token}` } });
    mine.onmessage = ({ data }) => {
      const { type, id } = JSON.parse(data);
      // Ids above 1 belong to other subscribers.
      if (id > 1) return;
      if (type === "ping") send("pong");
      if (type === "connection_ack") {
        wait = AGAIN_WAIT_MS;
        send("subscribe", { id: "1", payload: { query: CHANGED } });
      }
      if (type === "next") {
        live = true;
        heard();
      }
      if (/error|complete/.test(type)) mine.close();
    };
    mine.onclose = () => {
      if (socket !== mine) return;
      hangUp();
      // The next request shows whether the network is down or the token was revoked.
      heard();
    };
    socket = mine;
  } catch {
    // The page's CSP forbids it; polling takes over.
  }
}

/** Ends the subscription. */
export function hangUp(): void {
  live = false;
  socket?.close();
  socket = null;
}
