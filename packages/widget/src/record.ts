import { RECORD } from "./documents.ts";
import type { RecordMutation } from "./generated/operations.ts";
import type { Link, QueuedEvent } from "./kept-state.ts";
import { ask } from "./transport.ts";

/** The API's maximum number of events per request. */
const BATCH = 100;
let size = BATCH;

/**
 * Sends the first events of the queue, in order. Returns the ids of the events that are done and need not be sent
 * again, the messages of refused ones, and whether the server was too busy for the rest.
 *
 * @throws whatever `ask` throws
 */
export async function record(link: Link, queue: readonly QueuedEvent[]) {
  const sentAt = new Date().toISOString();
  const events = queue.slice(0, size).map((event) => ({ ...event, sentAt }));
  const { recordEvents } = await ask<RecordMutation>(link, RECORD, { input: { events } });
  const done: string[] = [];
  const refusals: string[] = [];
  // One invalid event fails the whole batch. Sending the first event alone shows whether it is the invalid one.
  const results = "results" in recordEvents ? recordEvents.results : size > 1 ? [] : [recordEvents];
  size = results.length > 0 ? BATCH : 1;
  events.forEach(({ clientEventId }, index) => {
    const result = results[index];
    if (!result || result.__typename === "Busy") return;
    done.push(clientEventId);
    if ("message" in result) refusals.push(result.message);
  });
  return { done, refusals, busy: results.length > done.length };
}
