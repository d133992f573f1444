import { RECORD } from "./documents.ts";
import type { RecordMutation } from "./generated/operations.ts";
import type { Link, QueuedEvent } from "./kept-state.ts";
import { showNote } from "./note.ts";
import { ask } from "./transport.ts";

/** The API's maximum number of events per request. */
const BATCH = 100;
let size = BATCH;

/**
 * Sends the first events of the queue, in order. Returns the ids of the events that are done and need not be sent
 * again, and how many of them were stored; shows why one was refused.
 *
 * @throws whatever `ask` throws; also if the server was too busy for any of them
 */
export async function record(link: Link, queue: readonly QueuedEvent[]) {
  const done: string[] = [];
  let stored = 0;
  const sentAt = new Date().toISOString();
  const events = queue.slice(0, size).map((event) => ({ ...event, sentAt }));
  const { recordEvents } = await ask<RecordMutation>(link, RECORD, { input: { events } });
  // One invalid event fails the whole batch. Sending the first event alone shows whether it is the invalid one.
  const results = "results" in recordEvents ? recordEvents.results : size > 1 ? [] : [recordEvents];
  size = results.length > 0 ? BATCH : 1;
  events.forEach(({ clientEventId }, index) => {
    const result = results[index];
    if (!result || result.__typename === "Busy") return;
    done.push(clientEventId);
    if ("message" in result) showNote(result.message);
    else stored++;
  });
  if (results.length > 0 && done.length === 0) throw new Error("", { cause: "busy" });
  return { done, stored };
}
