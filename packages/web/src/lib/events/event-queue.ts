import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import type { Fault } from "../data/result.ts";

/** The server takes at most this many events at once. */
const BATCH = 100;

/** An event that the server has not answered yet. */
export interface QueuedEvent {
  readonly clientEventId: string;
  /** The user who made it: another person's login in this browser must not send it. */
  readonly owner: string;
  readonly type: DriveEventType;
  /** The session it belongs to; a NEXT that opens one uses its own id. */
  readonly sessionKey: string;
  /** This device's clock when it happened, epoch milliseconds. */
  readonly occurredAt: number;
}

/** Keeps the events of all tabs, in order; survives a reload. */
export interface EventStore {
  /** Appends an event, or replaces the one with the same id. */
  add(event: QueuedEvent): Promise<void>;
  list(): Promise<readonly QueuedEvent[]>;
  /** Removing a missing event is not an error. */
  remove(clientEventId: string): Promise<void>;
}

/** What became of one event: stored, refused for a reason, or to be sent again. */
export type EventAnswer =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "again"; readonly fault: Fault };

/** What became of a batch: an answer for each event, or no answer at all. */
export type SendOutcome =
  | { readonly kind: "answered"; readonly answers: readonly EventAnswer[] }
  | { readonly kind: "unanswered"; readonly fault: Fault };

export interface EventQueueParts {
  readonly store: EventStore;
  /** Sends events of one owner, in order. */
  send(events: readonly QueuedEvent[]): Promise<SendOutcome>;
  /** Runs one flush at a time among all tabs. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The queued events changed. @param kept those of them that survive a reload */
  onChange(events: readonly QueuedEvent[], kept: readonly QueuedEvent[]): void;
  onRefused(event: QueuedEvent, why: string): void;
  /** A flush stopped early; null: it emptied the queue. */
  onFault(fault: Fault | null): void;
}

export interface EventQueue {
  /** Stores an event. Resolves when it is stored, not when it is sent. */
  add(event: QueuedEvent): Promise<void>;
  /** Sends queued events in order, 100 at a time, until the queue is empty or the server does not answer. */
  flush(owner: string): Promise<void>;
  /** Removes an event that was not sent yet; false if it is too late. */
  withdraw(clientEventId: string): Promise<boolean>;
  /** Reads the store again: another tab changed it. */
  reload(): Promise<void>;
}

/**
 * The queue of events for the server. Each event is stored first, then sent, and removed only when the server has
 * stored or refused it. It stays if there is no answer, or if the answer says to send it again.
 */
export function createEventQueue(parts: EventQueueParts): EventQueue {
  const { store } = parts;
  let saved: readonly QueuedEvent[] = [];
  let unsaved: readonly QueuedEvent[] = [];

  function changed() {
    const known = new Set(saved.map((event) => event.clientEventId));
    parts.onChange([...saved, ...unsaved.filter((event) => !known.has(event.clientEventId))], saved);
  }
  async function reload() {
    saved = await store.list();
    changed();
  }

  /** Removes the answered events. @returns why some of them stay, if any do */
  async function settle(
    batch: readonly QueuedEvent[],
    answers: readonly EventAnswer[],
  ): Promise<Fault | null> {
    let again: Fault | null = null;
    for (const [index, event] of batch.entries()) {
      const answer = answers[index];
      if (answer?.kind === "again") {
        again = answer.fault;
        continue;
      }
      await store.remove(event.clientEventId);
      if (answer?.kind === "refused") parts.onRefused(event, answer.why);
    }
    await reload();
    return again;
  }

  /** A refusal of a whole batch does not say which event is invalid, so they are sent one by one. */
  async function sendBatch(batch: readonly QueuedEvent[]): Promise<Fault | null> {
    const outcome = await parts.send(batch);
    if (outcome.kind === "answered" && outcome.answers.length === batch.length) {
      return settle(batch, outcome.answers);
    }
    if (outcome.kind === "answered") return BROKEN_ANSWER;
    if (outcome.fault.kind !== "refused") return outcome.fault;
    if (batch.length === 1) {
      return settle(batch, [{ kind: "refused", why: outcome.fault.words }]);
    }
    for (const event of batch) {
      const fault = await sendBatch([event]);
      if (fault) return fault;
    }
    return null;
  }

  return {
    reload,
    async add(event) {
      // The screen updates in the same frame; the disk may take longer.
      unsaved = [...unsaved, event];
      changed();
      await store.add(event);
      unsaved = unsaved.filter((other) => other !== event);
      await reload();
    },
    flush: (owner) =>
      parts.exclusively(async () => {
        for (;;) {
          const batch = (await store.list()).filter((event) => event.owner === owner).slice(0, BATCH);
          if (batch.length === 0) return parts.onFault(null);
          const fault = await sendBatch(batch);
          if (fault) return parts.onFault(fault);
        }
      }),
    withdraw: (clientEventId) =>
      parts.exclusively(async () => {
        const waiting = (await store.list()).some((event) => event.clientEventId === clientEventId);
        if (waiting) await store.remove(clientEventId);
        await reload();
        return waiting;
      }),
  };
}

const BROKEN_ANSWER: Fault = {
  kind: "fault",
  words: "The server's answer was incomplete. Nothing was lost.",
  retryAfterMs: null,
};
