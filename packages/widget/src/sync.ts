import { NOW } from "./documents.ts";
import type { NowQuery } from "./generated/operations.ts";
import { change, drawAgain, kept, type Link, settle } from "./kept-state.ts";
import { tell } from "./note.ts";
import { record } from "./record.ts";
import { hangUp, keepListening, live } from "./socket.ts";
import { ask } from "./transport.ts";

const ASK_AGAIN_MS = 10_000;
/** Where changes are told anyway, or nobody looks. */
const ASK_SELDOM_MS = 60_000;
/** A reading of the server's clock is late by the answer's way; only a larger difference counts. */
const CLOCK_MS = 1000;

/** Why presses are not sent at the moment, for the screen; "": they are. A page begins without an answer. */
export let fault = "Connecting";
/** Why there is no connection any more; "" when there never was. */
export let why = "";
/** The token that the server does not take here. It is kept: it may be good on another origin. */
let refused: string | undefined;
let timer: ReturnType<typeof setTimeout>;
let talking = false;
let again = false;
let failures = 0;
let sent = 0;

/** Whose tracker presses go to; null: the page is not connected, or not any more. */
export function linked(): Link | null {
  return kept.link?.token === refused ? null : kept.link;
}

/** Records for this tracker from now on. */
export function connect(link: Link): void {
  refused = undefined;
  why = "";
  fault = "Connecting";
  change(() => ({ link })).then(refresh);
}

/**
 * Sends what is queued, asks for the session and the day, and does so again in a while: one
 * conversation at a time for all tabs, with growing waits while there is no answer. Never rejects.
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
    if (fault && sent > 0) tell(`${sent} sent.`);
    fault = "";
    sent = failures = 0;
    if (!live && !document.hidden) wait = ASK_AGAIN_MS;
  } catch (error) {
    wait = Math.min(wait, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2);
    // `ask` throws nothing else, nor do a lock and a storage.
    const { cause, message } = error as Error;
    fault = cause === "busy" ? "Server busy" : "Offline";
    // A socket may have died without a word, as in a laptop's sleep.
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
 * Sends a batch and asks what is now. Its events leave the queue only together with the new state, so
 * that nobody sees them applied twice or not at all; sending one again is harmless.
 */
async function converse(): Promise<void> {
  await settle();
  const link = linked();
  if (!link) return hangUp();
  // What an earlier page could not send, or this one.
  const answered = kept.queue.length > 0 ? await record(link, kept.queue) : null;
  const { viewer, serverTime } = await ask<NowQuery>(link, NOW);
  const reading = Date.parse(serverTime) - Date.now();
  await change(({ link: now, queue, ahead }) =>
    // The person may have disconnected while this was under way.
    now?.token === link.token
      ? {
          viewer,
          queue: queue.filter(({ clientEventId }) => !answered?.done.includes(clientEventId)),
          ahead: Math.abs(reading - ahead) > CLOCK_MS ? reading : ahead,
        }
      : {},
  );
  keepListening(link, refresh);
  if (!answered) return;
  sent += answered.done.length - answered.refusals.length;
  if (answered.refusals[0]) tell(answered.refusals[0]);
  again ||= kept.queue.length > 0 && !answered.busy;
}
