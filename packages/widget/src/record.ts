import { RECORD } from "./documents.ts";
import type { RecordMutation } from "./generated/operations.ts";
import type { Link, QueuedEvent } from "./kept-state.ts";
import { ask } from "./transport.ts";

/** The API takes this many events at once. */
const BATCH = 100;
let size = BATCH;

/**
 * Sends the first events of the queue, in order. Answers the ids of those that the server answered for,
 * which need not be sent again, why some of them were refused, and whether it was too busy for others.
 *
 * @throws what `ask` throws
 */
export async function record(link: Link, queue: readonly QueuedEvent[]) {
  const sentAt = new Date().toISOString();
  const events = queue.slice(0, size).map((event) => ({ ...event, sentAt }));
  const { recordEvents } = await ask<RecordMutation>(link, RECORD, { input: { events } });
  const done: string[] = [];
  const refusals: string[] = [];
  // One that cannot be read spoils the batch: sent alone, the first is either stored or found out.
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
