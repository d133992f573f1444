import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { Connection } from "../../lib/data/connection.ts";
import type { Fault } from "../../lib/data/result.ts";
import { createEventQueue, type EventQueueParts, type QueuedEvent } from "../../lib/events/event-queue.ts";
import { createEventStore, onEventsOfOtherTabs } from "../../lib/events/event-store.ts";
import { createExclusively } from "../../lib/exclusively.ts";

/** The name of the lock that lets one tab at a time send. */
const LOCK = "pacekeeper-queue";
const RETRY_MS = 10_000;

export interface WaitingEvents {
  /** The current owner's events, in order. */
  events: Accessor<readonly QueuedEvent[]>;
  /** How many of them are on this device's disk; only those are safe. */
  kept: Accessor<number>;
  /** Why they cannot be sent; null if there is no known reason. */
  fault: Accessor<Fault | null>;
  /** Increases when all delayed events are sent: queries from before may lack them. */
  caughtUp: Accessor<number>;
  add(event: QueuedEvent): void;
  /** Removes an event that was not sent yet; false if it is too late. */
  withdraw(clientEventId: string): Promise<boolean>;
}

interface WaitingEventsParts extends Pick<EventQueueParts, "send" | "onRefused"> {
  readonly owner: Accessor<string | null>;
  readonly connection: Connection;
}

/** This browser's event queue as signals. Flushes it whenever the server may be reachable. */
export function createWaitingEvents(parts: WaitingEventsParts): WaitingEvents {
  const [all, setAll] = createSignal<readonly QueuedEvent[]>([]);
  const [saved, setSaved] = createSignal<readonly QueuedEvent[]>([]);
  const [fault, setFault] = createSignal<Fault | null>(null);
  const [caughtUp, setCaughtUp] = createSignal(0);
  let hadToWait = false;
  let gone = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const queue = createEventQueue({
    store: createEventStore(),
    send: parts.send,
    exclusively: createExclusively(LOCK),
    onChange(events, kept) {
      if (hadToWait && events.length === 0) {
        hadToWait = false;
        setCaughtUp((count) => count + 1);
      }
      setAll(events);
      setSaved(kept);
    },
    onRefused: parts.onRefused,
    onFault(why) {
      setFault(why);
      clearTimeout(retry);
      hadToWait ||= why !== null;
      if (why && !gone) retry = setTimeout(flush, why.retryAfterMs ?? RETRY_MS);
    },
  });

  function flush() {
    const owner = parts.owner();
    if (owner === null) return;
    queue.flush(owner).catch(report);
  }

  // An owner may have left events here before they last logged out.
  createEffect(() => {
    if (parts.owner() !== null) queue.reload().then(flush, report);
  });
  const stopListening = parts.connection.onReturn(flush);
  const stopHearing = onEventsOfOtherTabs(() => {
    hadToWait ||= parts.connection.state() !== "live";
    queue.reload().catch(report);
  });
  onCleanup(() => {
    gone = true;
    clearTimeout(retry);
    stopListening();
    stopHearing();
  });

  return {
    events: () => all().filter((event) => event.owner === parts.owner()),
    kept: () => saved().filter((event) => event.owner === parts.owner()).length,
    fault,
    caughtUp,
    add(event) {
      queue.add(event).then(flush).catch(report);
    },
    withdraw: queue.withdraw,
  };
}

/** Logs a failure of the browser's own storage. */
function report(error: unknown): void {
  console.error("The event queue failed", error);
}
