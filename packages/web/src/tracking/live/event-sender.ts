import { RecordEventsDocument, type RecordEventsMutation } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { isRefusal } from "../../lib/data/result.ts";
import type { EventAnswer, QueuedEvent, SendOutcome } from "../../lib/events/event-queue.ts";
import type { ServerFacts } from "./server-facts.ts";

type Recorded = Extract<
  RecordEventsMutation["recordEvents"],
  { readonly results: unknown }
>["results"][number];

export interface EventSenderParts {
  readonly facts: ServerFacts;
  readonly wall: () => number;
  /** The server has sent the id of a session. */
  onSession(key: string, id: string): void;
  /** The server corrected an event's time, because this device's clock is off (ms; positive: ahead). */
  onClockOff(aheadMs: number, storedAt: string): void;
}

/** Sends events with `recordEvents` and returns what became of each. Passes the answer's session to `facts`. */
export function createEventSender(
  parts: EventSenderParts,
): (events: readonly QueuedEvent[]) => Promise<SendOutcome> {
  const { facts, wall } = parts;
  const record = createSend(RecordEventsDocument);

  function take(result: Recorded): EventAnswer {
    if ("retryAfterSeconds" in result) {
      const { message: words, retryAfterSeconds } = result;
      return { kind: "again", fault: { kind: "limited", words, retryAfterMs: retryAfterSeconds * 1000 } };
    }
    if (isRefusal(result)) return { kind: "refused", why: result.message };
    const { event, session } = result;
    facts.count(event.clientEventId);
    parts.onSession(session.key, session.id);
    if (event.isClockAdjusted) {
      parts.onClockOff(Date.parse(event.claimedAt) - Date.parse(event.occurredAt), event.occurredAt);
    }
    return { kind: "stored" };
  }

  return async (events) => {
    const mark = facts.mark();
    const sentAt = new Date(wall()).toISOString();
    const input = {
      events: events.map(({ type, clientEventId, sessionKey, occurredAt }) => ({
        type,
        clientEventId,
        sessionKey,
        occurredAt: new Date(occurredAt).toISOString(),
        sentAt,
      })),
    };
    const outcome = await record({ input });
    if ("refused" in outcome) {
      const { answer, fault, words } = outcome.refused;
      if (fault) return { kind: "unanswered", fault };
      // The queue has its own message for an empty answer.
      if (!answer) return { kind: "answered", answers: [] };
      return { kind: "unanswered", fault: { kind: "refused", words, retryAfterMs: null } };
    }
    const { taken: answer } = outcome;
    const answers = answer.results.map(take);
    facts.hear(answer.session, mark);
    return { kind: "answered", answers };
  };
}
