import { setImmediate as nextTurn } from "node:timers/promises";
import { requestError } from "../errors.ts";
import { createTurns } from "./turns.ts";

/**
 * In characters. Parsing and validating a longer document can take as long as answering many requests; most of those
 * that the dashboard sends are shorter.
 */
const LONG = 2_000;
/** How many times as long as the last long document took, others have the process to themselves if they need it. */
const REST = 2;
/** A turn of the event loop in which something was done takes longer. */
const IDLE_TURN_MS = 0.5;
/** Of the documents of one sender. Each is kept in memory while it waits. */
const WAITING = 20;
const PATIENCE_MS = 15_000;

// One for the process, which parses one document at a time anyway.
const turns = createTurns({
  atOnce: 1,
  perPerson: 1,
  perAddress: 1,
  waiting: WAITING,
  patienceMs: PATIENCE_MS,
  tooMany: () => refusedToWait("RATE_LIMITED", "Too many long documents at once.", 429),
  tooLate: () => refusedToWait("UNAVAILABLE", "The server is busy reading long documents of others.", 503),
});

function refusedToWait(code: "RATE_LIMITED" | "UNAVAILABLE", what: string, httpStatus: number) {
  return requestError(code, `${what} Nothing was changed. Send a shorter one, or try again in a second.`, {
    httpStatus,
    retryAfterSeconds: 1,
  });
}

/**
 * Resolves when the document may be parsed: a short one at once; long ones one at a time, each sender in turn, with time
 * for other requests in between. Otherwise a few connections that send long documents would have most of the
 * process's time.
 *
 * @param sender who asks, as `senderOf` names them
 * @throws GraphQLError when too many of the sender wait, or it has waited too long
 */
export function turnToParse(document: unknown, sender: string): Promise<void> | undefined {
  if (typeof document !== "string" || document.length <= LONG) return;
  return new Promise((begin, refuse) => {
    turns.run({ person: sender, address: sender }, () => rest(begin)).catch(refuse);
  });
}

/** Begins, and keeps the turn until others have had their time, or have nothing to do. */
async function rest(begin: () => void): Promise<void> {
  const started = performance.now();
  begin();
  // Parsing and validating come at once, before anything else that has arrived.
  await nextTurn();
  const parsed = performance.now();
  const until = parsed + REST * (parsed - started);
  for (let before = parsed; before < until; ) {
    await nextTurn();
    const after = performance.now();
    if (after - before < IDLE_TURN_MS) return;
    before = after;
  }
}
