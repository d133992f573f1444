import { CHANGED } from "./documents.ts";
import type { Link } from "./kept-state.ts";

/** A page whose CSP forbids the socket will not change its mind soon, and each try is noted in its console. */
const NEVER_OPENED_WAIT_MS = 600_000;
const AGAIN_WAIT_MS = 5000;

/** Whether changes are being told now; while not, ask more often. */
export let live = false;
/** On which they are told; others may follow more on it, under ids from 2 on. */
export let socket: WebSocket | null = null;
let user = "";
let wait = NEVER_OPENED_WAIT_MS;
let nextTry = 0;

/**
 * Sees to it that `heard` is called after every change, by a subscription in the graphql-transport-ws
 * protocol where the page allows one. To be called now and then: it opens one and tries again.
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
      // Another's subscription is for the other to hear.
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
      // Whether the network or the token has gone, the next question tells.
      heard();
    };
    socket = mine;
  } catch {
    // The page's policy forbids it: the next refresh asks instead.
  }
}

/** Ends the subscription. */
export function hangUp(): void {
  live = false;
  socket?.close();
  socket = null;
}
