import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import { paceOf } from "@pacekeeper/domain/tracking/pace";
import { type Accessor, createMemo } from "solid-js";
import { type LiveSessionFragment, ReopenWorkSessionDocument } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import type { Connection } from "../../lib/data/connection.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { newId } from "../../lib/random-id.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import type { ServerClock } from "../../lib/time/server-clock.ts";
import { showToast, warn } from "../../lib/toasts.ts";
import { createEventSender } from "./event-sender.ts";
import { createServerFacts } from "./server-facts.ts";
import {
  after,
  type OpeningSettings,
  type PendingEvent,
  questionNumber,
  refusalOf,
  type ShownSession,
  type ShownStep,
  shownFrom,
  shownStatus,
  totalsOf,
} from "./shown-session.ts";
import { createWaitingEvents, type WaitingEvents } from "./waiting-events.ts";

const REOPEN_FOR_MS = 60_000;
const CLOCK_TOLERANCE_MS = 60_000;

export interface LiveTracking {
  /** The active session as shown, including optimistic updates; null: none. */
  shown: Accessor<ShownSession | null>;
  /** The active session as the server last sent it, without queued presses. */
  told: Accessor<ShownSession | null>;
  /** Sessions that queued events have ended. */
  ended: Accessor<readonly ShownSession[]>;
  waiting: WaitingEvents;
  /** Handles a press: updates the screen at once, stores the event and sends it. A refusal only shows a toast. */
  press(type: DriveEventType): void;
  /** A mark to take before a query; pass it to `hear` with the answer. */
  mark(): number;
  hear(session: LiveSessionFragment | null, mark?: number): void;
  /** Takes in the cached session, unless the server has already answered. */
  suppose(session: LiveSessionFragment | null): void;
  /** Drops a deleted session if it is the active one. */
  forget(id: string): void;
}

export interface LiveTrackingParts {
  readonly clock: ServerClock;
  readonly connection: Connection;
  readonly wall: () => number;
  /** The viewer's id, for the events; null for a visitor, who has none. */
  readonly owner: Accessor<string | null>;
  readonly settings: Accessor<OpeningSettings>;
}

/** Drives the active session: queues presses, applies them optimistically, and follows the server. */
export function createLiveTracking(parts: LiveTrackingParts): LiveTracking {
  const { clock, wall } = parts;
  const reopenSession = createSend(ReopenWorkSessionDocument);
  const facts = createServerFacts();
  const sessionIds = new Map<string, string>();
  let hasWarnedOfClock = false;

  const send = createEventSender({
    facts,
    wall,
    onSession: (key, id) => sessionIds.set(key, id),
    onClockOff(aheadMs, storedAt) {
      if (hasWarnedOfClock || Math.abs(aheadMs) < CLOCK_TOLERANCE_MS) return;
      hasWarnedOfClock = true;
      const minutes = Math.round(Math.abs(aheadMs) / 60_000);
      const off = `${minutes} ${minutes === 1 ? "minute" : "minutes"} ${aheadMs > 0 ? "ahead" : "behind"}`;
      warn(`This device's clock is ${off}; the event was stored at ${clockTime(storedAt)}.`);
    },
  });
  const waiting = createWaitingEvents({
    send,
    owner: parts.owner,
    connection: parts.connection,
    onRefused: (_event, why) => warn(why),
  });

  const told = createMemo(() => shownFrom(facts.session()));
  const predicted = createMemo(() => {
    const ended: ShownSession[] = [];
    let shown = told();
    for (const event of waiting.events()) {
      if (facts.isCounted(event.clientEventId)) continue;
      const step = after(shown, pending(event.type, event.clientEventId, event.occurredAt), parts.settings());
      shown = step.shown;
      if (step.ended) ended.push(step.ended);
    }
    return { shown, ended };
  });

  function pending(type: DriveEventType, clientEventId: string, occurredAt: number): PendingEvent {
    return { type, clientEventId, at: clock.fromDevice(occurredAt) };
  }

  async function reopen(exitId: string, ended: ShownSession) {
    if (await waiting.withdraw(exitId)) return;
    const id = ended.id ?? sessionIds.get(ended.key);
    if (!id) return warn("The server does not know this session yet.");
    const outcome = await reopenSession({ input: { id } });
    if ("refused" in outcome) return warn(outcome.refused.words);
    facts.hear(outcome.taken.session);
    announce("Session reopened");
  }

  function say(type: DriveEventType, clientEventId: string, { shown, ended }: ShownStep) {
    if (ended) {
      showToast(endWords(ended), {
        action: { label: "Reopen", run: () => void reopen(clientEventId, ended) },
        forMs: REOPEN_FOR_MS,
      });
      announce("Session ended");
    } else if (shown && type === "PAUSE") {
      announce(shownStatus(shown) === "PAUSED" ? "Paused" : "Resumed");
    } else if (shown) {
      announce(`Question ${questionNumber(shown)}`);
      if (type === "UNDO") showToast(`Question ${questionNumber(shown)} is running again.`);
    }
  }

  return {
    shown: () => predicted().shown,
    told,
    ended: () => predicted().ended,
    waiting,
    mark: facts.mark,
    hear: facts.hear,
    suppose: facts.suppose,
    forget: facts.forget,
    press(type) {
      const owner = parts.owner();
      const before = predicted().shown;
      const refusal = refusalOf(before, type);
      if (refusal) return warn(refusal);
      if (owner === null) return;
      const occurredAt = wall();
      const clientEventId = newId(occurredAt);
      const step = after(before, pending(type, clientEventId, occurredAt), parts.settings());
      waiting.add({ clientEventId, owner, type, sessionKey: before?.key ?? clientEventId, occurredAt });
      say(type, clientEventId, step);
    },
  };
}

function endWords(ended: ShownSession): string {
  const totals = totalsOf(ended);
  const count = totals.questionCount;
  if (count === 0) return "Session ended without a question.";
  const average = formatDuration(totals.activeMs / count);
  return `Session ended: ${count} ${count === 1 ? "question" : "questions"}, average ${average}, ${paceOf(totals).label}`;
}
