import { NOW } from "./documents.ts";
import type { NowQuery } from "./generated/operations.ts";
import { change, drawAgain, kept, type Link, settle } from "./kept-state.ts";
import { showNote } from "./note.ts";
import { record } from "./record.ts";
import { hangUp, keepListening, live } from "./socket.ts";
import { ask } from "./transport.ts";

const ASK_AGAIN_MS = 10_000;
/** The interval while changes are pushed, or while the page is hidden. */
const ASK_SELDOM_MS = 60_000;
/** A clock reading is off by the response's network delay, so smaller differences are ignored. */
const CLOCK_MS = 1000;

/** Why presses cannot be sent at the moment, for the screen; "" if they can. */
export let fault = "Connecting";
/** Why the connection was lost; "" if there never was one. */
export let why = "";
/** The token that the server rejects here. It stays stored, because it may be valid on another origin. */
let refused: string | undefined;
let timer: ReturnType<typeof setTimeout>;
let talking = false;
let again = false;
let failures = 0;
let sent = 0;

/** The tracker that presses go to; null if the page is not connected, or no longer. */
export function linked(): Link | null {
  return kept.link?.token === refused ? null : kept.link;
}

/** Connects to this tracker. What is kept may be of another person, so nothing is sent before it is known whose it is. */
export function connect(link: Link): void {
  refused = undefined;
  why = "";
  fault = "Connecting";
  change(() => ({ link, viewer: null })).then(refresh);
}

/**
 * Sends the queue, fetches the session and the day, and schedules the next refresh. Only one tab talks to the
 * server at a time. Backs off while the server does not answer. Never rejects.
 */
export async function refresh(): Promise<void> {
  again = true;
  if (talking) return;
  talking = true;
  clearTimeout(timer);
  let wait = ASK_SELDOM_MS;
  try {
    while (again) {
      again = false;
      await navigator.locks.request("pacekeeper.send", converse);
    }
    if (fault && sent > 0) showNote(`${sent} sent.`);
    fault = "";
    sent = failures = 0;
    if (!live && !document.hidden) wait = ASK_AGAIN_MS;
  } catch (error) {
    wait = Math.min(wait, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2);
    // `ask`, the lock and the storage throw nothing else.
    const { cause, message } = error as Error;
    fault = cause === "busy" ? "Server busy" : "Offline";
    // The socket may have died silently, for example while a laptop slept.
    hangUp();
    if (cause === "unlinked") {
      refused = kept.link?.token;
      why = message;
    }
  }
  talking = false;
  timer = setTimeout(refresh, wait);
  drawAgain();
}

/**
 * Sends a batch and fetches the new state. The events leave the queue in the same edit that brings the new state, so
 * that they are never shown twice or not at all. Sending an event again is harmless.
 */
async function converse(): Promise<void> {
  await settle();
  const link = linked();
  if (!link) return hangUp();
  // The queue may hold presses from an earlier page, or of whoever was connected before.
  const answered = kept.viewer && kept.queue.length > 0 ? await record(link, kept.queue) : null;
  const { viewer, serverTime } = await ask<NowQuery>(link, NOW);
  const owner = viewer?.id;
  const reading = Date.parse(serverTime) - Date.now();
  await change(({ link: now, owner: before = owner, queue, ahead }) =>
    // The person may have disconnected meanwhile.
    now?.token === link.token
      ? {
          viewer,
          owner,
          queue: queue.filter(
            ({ clientEventId }) => before === owner && !answered?.done.includes(clientEventId),
          ),
          ahead: Math.abs(reading - ahead) > CLOCK_MS ? reading : ahead,
        }
      : {},
  );
  keepListening(link, refresh);
  sent += answered?.stored ?? 0;
  again ||= !!owner && kept.queue.length > 0;
}
