import { withList, withTimer } from "@pacekeeper/domain/tasks/told-timer";
import type { CountdownFragment, TimerChangedSubscription, TimersQuery } from "../generated/operations.ts";
import type { Link } from "../kept-state.ts";
import { ask } from "../transport.ts";
import { TASKS_CHANGED, TIMER_CHANGED, TIMERS } from "./documents.ts";
import { aheadAfter, PUSH_DELAY_MS } from "./server-clock.ts";
import { forget, known, learn } from "./timers-state.ts";

const ASK_AGAIN_MS = 10_000;
/** The interval while changes are pushed, or while the page is hidden. */
const ASK_SELDOM_MS = 60_000;

/** Subscription ids on the widget's socket; the widget itself uses id 1. */
const TIMER_ID = "2";
const TASKS_ID = "3";

/** What the timers need of the widget. */
export interface Place {
  /** The connected tracker; null if there is none. */
  link(): Link | null;
  /** The socket on which changes are pushed; without one, the timers poll. */
  socket(): WebSocket | false | null;
  /** Whether the timers are visible. */
  isShown(): boolean;
}

/** Keeps the timers up to date while they are shown. */
export interface Following {
  /** Call it whenever the place may have changed. */
  attend(): void;
  /** Fetches everything now, and again after a while. Never rejects. */
  refresh(): Promise<void>;
}

/** Follows the timers of a place: over its socket from the last event on, or by polling. */
export function follow(place: Place): Following {
  let token: string | undefined;
  let line: WebSocket | null = null;
  /** Whether the subscriptions on this socket are active. */
  let isTold = false;
  /** The server time of the last event or answer, RFC 3339. */
  let last: string | null = null;
  let wasAwake = false;
  let talking = false;
  let again = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout>;

  function attend() {
    const link = place.link();
    if (link?.token !== token) {
      token = link?.token;
      last = null;
      wasAwake = false;
      forget();
    }
    const isShown = link !== null && place.isShown();
    // A subscription from the last server time misses nothing. Before the first answer there is no such time.
    const socket = (isShown && last !== null && place.socket()) || null;
    const open = socket?.readyState === WebSocket.OPEN ? socket : null;
    if (open !== line) {
      const wasFollowing = line !== null;
      leave();
      if (open) join(open);
      if (wasFollowing || open) refresh();
    }
    const isAwake = isShown && !document.hidden;
    if (isAwake && !wasAwake) refresh();
    wasAwake = isAwake;
    if (!isShown) clearTimeout(timer);
  }

  function join(socket: WebSocket) {
    const subscribe = (id: string, query: string, variables?: object) =>
      socket.send(JSON.stringify({ id, type: "subscribe", payload: { query, variables } }));
    line = socket;
    isTold = true;
    socket.addEventListener("message", hear);
    subscribe(TIMER_ID, TIMER_CHANGED, { since: last });
    subscribe(TASKS_ID, TASKS_CHANGED);
  }

  function leave() {
    const old = line;
    line = null;
    isTold = false;
    old?.removeEventListener("message", hear);
    if (old?.readyState !== WebSocket.OPEN) return;
    for (const id of [TIMER_ID, TASKS_ID]) old.send(JSON.stringify({ id, type: "complete" }));
  }

  function hear({ data }: MessageEvent) {
    const { id, type, payload } = JSON.parse(data);
    if (id === TIMER_ID && type === "next") {
      // The server's schema and the document decide the shape; codegen typed it.
      const told = (payload.data as TimerChangedSubscription | null)?.timerChanged;
      if (told?.timer) hearTimer(told.timer);
      else refresh();
    }
    if (id === TASKS_ID && type === "next") refresh();
    if (id > 1 && type !== "next") {
      isTold = false;
      refresh();
    }
  }

  function hearTimer(told: CountdownFragment) {
    const ahead = aheadAfter(known.ahead, Date.parse(told.serverTime), Date.now(), PUSH_DELAY_MS);
    if (!last || Date.parse(told.serverTime) > Date.parse(last)) last = told.serverTime;
    learn({ heard: withTimer(known.heard, told), ahead });
  }

  async function refresh() {
    again = true;
    if (talking) return;
    talking = true;
    clearTimeout(timer);
    let wait = ASK_SELDOM_MS;
    try {
      while (again) {
        again = false;
        await converse();
      }
      failures = 0;
      if (!isTold && !document.hidden) wait = ASK_AGAIN_MS;
    } catch (error) {
      // `ask` throws nothing else.
      const { cause } = error as Error;
      // If there was no response, the socket may have died silently; the widget opens another.
      if (!cause) line?.close();
      if (cause === "unlinked") learn({ isBarred: true });
      else learn({ fault: cause === "busy" ? "The server is busy" : "Offline" });
      wait = Math.min(wait, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2);
    }
    talking = false;
    if (place.link() && place.isShown()) timer = setTimeout(refresh, wait);
  }

  async function converse() {
    const link = place.link();
    if (!link || !place.isShown()) return;
    const askedAt = Date.now();
    const { search } = known;
    const { viewer, serverTime } = await ask<TimersQuery>(link, TIMERS, { search });
    // The connection or the search may have changed meanwhile.
    if (place.link()?.token !== link.token || known.search !== search) {
      again = true;
      return;
    }
    if (!viewer) return;
    const heardAt = Date.now();
    last ??= serverTime;
    learn({
      heard: withList(known.heard, viewer.activeTimers, serverTime),
      tasks: viewer.tasks.nodes,
      hasMore: viewer.tasks.pageInfo.hasNextPage,
      longBreakEvery: viewer.pomodoroPlan.longBreakEvery,
      ahead: aheadAfter(known.ahead, Date.parse(serverTime), heardAt, heardAt - askedAt),
      fault: "",
      isBarred: false,
    });
  }

  return { attend, refresh };
}
