import { effectiveTime } from "@pacekeeper/domain/tracking/event-time";
import type { Refusal } from "@pacekeeper/domain/tracking/events";
import { type Placement, placeEvent } from "@pacekeeper/domain/tracking/placement";
import { failureCode } from "../platform/database/connection-failure.ts";
import { DomainError, InvalidInputError } from "../platform/errors.ts";
import { Busy, IdempotencyConflict, NotFound } from "../platform/failures.ts";
import { newId } from "../platform/ids.ts";
import { saveChange, sequenceAfter, type TrackingChange, untilSaved } from "./change.ts";
import type { TrackingContext } from "./context.ts";
import { continuedSession, openedSession } from "./decisions.ts";
import {
  type EventRefusal,
  isEventRefusal,
  NoActiveSession,
  NothingToUndo,
  SessionDeleted,
  SessionEnded,
} from "./errors.ts";
import { type EventInput, sameContent } from "./event-input.ts";
import { readFacts, readQuestions, type TrackingFacts } from "./facts.ts";
import { type EventRow, epoch, type QuestionRow, type SessionRow } from "./session-row.ts";

/** What recording an event did. */
export interface RecordedEvent {
  readonly event: EventRow;
  /** The session as it is now. */
  readonly session: SessionRow;
  /** The question that this event closed, if it is still closed. */
  readonly closedQuestionId: string | null;
  /** The closed question's row, if it is at hand. */
  readonly closed: QuestionRow | null;
  /** Nothing was changed: the same event was stored before. */
  readonly replayed: boolean;
}

/**
 * Records one event: takes the facts, applies the pure rules, and writes one guarded statement. The facts come from the
 * cache of this process's last write, or else they are read.
 *
 * Idempotent by `clientEventId`: the same content again, in parallel or later, changes nothing and returns the stored
 * event and the session as it is now. A refused event is not stored and its id stays free.
 *
 * @param receivedAt the server's clock when the request came, epoch milliseconds
 * @throws NoActiveSession, NothingToUndo, SessionEnded, SessionDeleted, NotFound, IdempotencyConflict, Busy
 */
export async function recordEvent(
  context: TrackingContext,
  input: EventInput,
  receivedAt: number,
): Promise<RecordedEvent> {
  const { memory, pool, userId } = context;
  const opensItself = input.sessionKey === input.clientEventId;
  const name = opensItself ? null : input.sessionKey;
  return untilSaved(context, async () => {
    // UNDO also reads the questions, so its facts must be read at the same moment.
    const recalled = input.type === "UNDO" ? null : memory.recall(userId, name, context.now());
    const facts = recalled ?? (await readFacts(pool, userId, input.clientEventId, name));
    if (!facts) throw new NotFound("This account");
    if (facts.known) return replay(facts, input);
    const recorded = await tryToRecord(context, facts, input, receivedAt).catch((error: unknown) => {
      memory.forget(userId);
      // A refusal based on cached facts may be wrong, and a stored key is found only by reading: read and retry.
      if (recalled && (error instanceof DomainError || isStoredAlready(error))) return null;
      throw error;
    });
    if (recorded) {
      memory.keep(facts, name, recorded.change, context.now());
      context.announce(sequenceAfter(recorded.change));
      return answerOf(recorded.change, recorded.event);
    }
    memory.forget(userId);
    return null;
  });
}

/** @returns null when the facts have changed in the meantime */
async function tryToRecord(
  context: TrackingContext,
  facts: TrackingFacts,
  input: EventInput,
  receivedAt: number,
): Promise<Decision | null> {
  const { change, event } = await decide(context, facts, input, receivedAt);
  const saved = await saveChange(context.pool, change);
  return saved && { change: saved, event };
}

/** Whether a unique key is taken: the event's, or that of the session it would open a second time. */
function isStoredAlready(error: unknown): boolean {
  return failureCode(error) === "23505";
}

/** One result of a queue: what was recorded, or why not. */
export type QueuedResult = RecordedEvent | EventRefusal | InvalidInputError;

/**
 * Records an offline queue in order. A refused event does not affect the others, but a busy one stops the queue: it and
 * all after it are Busy. Any other error ends the request. On the retry, events that were already recorded are replays.
 *
 * @param inputs the events; one that could not be read is its error, which becomes its result
 */
export async function recordEvents(
  context: TrackingContext,
  inputs: readonly (EventInput | InvalidInputError)[],
  receivedAt: number,
): Promise<QueuedResult[]> {
  const results: QueuedResult[] = [];
  for (const input of inputs) {
    try {
      results.push(
        input instanceof InvalidInputError ? input : await recordEvent(context, input, receivedAt),
      );
    } catch (error) {
      // The retry brings this event again; if one after it were stored now, it would come too late.
      if (error instanceof Busy) return [...results, ...inputs.slice(results.length).map(() => error)];
      if (!isEventRefusal(error)) throw error;
      results.push(error);
    }
  }
  return results;
}

function replay(facts: TrackingFacts, input: EventInput): RecordedEvent {
  const { known, knownSession } = facts;
  if (!known || !knownSession || !sameContent(known, input)) throw new IdempotencyConflict();
  return {
    event: known,
    session: knownSession,
    closedQuestionId: known.closed_id,
    closed: null,
    replayed: true,
  };
}

interface Decision {
  readonly change: TrackingChange;
  readonly event: EventRow;
}

async function decide(
  context: TrackingContext,
  facts: TrackingFacts,
  input: EventInput,
  receivedAt: number,
): Promise<Decision> {
  const placement = place(facts, input, receivedAt);
  if (placement.kind === "refuse") throw refusalError(placement.refusal);
  const event = { id: newId(receivedAt), input, time: placement.time, receivedAt };
  if (placement.kind === "open") return openedSession(context.userId, facts, event, placement);
  const { row } = placement.session;
  // Only UNDO needs more than the session's own row.
  const questions = input.type === "UNDO" ? await readQuestions(context.pool, context.userId, row.id) : [];
  return continuedSession(context.userId, facts, event, row, questions);
}

function place(
  facts: TrackingFacts,
  input: EventInput,
  receivedAt: number,
): Placement<ReturnType<typeof placed>> {
  const opensItself = input.type === "NEXT" && input.sessionKey === input.clientEventId;
  return placeEvent({
    type: input.type,
    time: effectiveTime({ occurredAt: input.occurredAt, sentAt: input.sentAt, receivedAt }),
    naming: input.sessionKey === null ? "none" : opensItself ? "opens" : "key",
    current: facts.current && placed(facts.current),
    named: facts.named && placed(facts.named),
    namedIsCurrent: facts.named !== null && facts.named.id === facts.current?.id,
    nextStartedAt: facts.nextStartedAt === null ? null : epoch(facts.nextStartedAt),
  });
}

function placed(row: SessionRow) {
  return {
    row,
    startedAt: epoch(row.started_at),
    lastEventAt: epoch(row.last_event_at),
    abandonAfterHours: row.abandon_after_hours,
    endReason: row.end_reason,
    deleted: row.deleted_at !== null,
  };
}

function answerOf(change: TrackingChange, event: EventRow): RecordedEvent {
  const closed = change.closed ?? null;
  return { event, session: change.session, closedQuestionId: event.closed_id, closed, replayed: false };
}

function refusalError(refusal: Refusal): DomainError {
  switch (refusal) {
    case "NoActiveSession":
      return new NoActiveSession();
    case "NothingToUndo":
      return new NothingToUndo();
    case "SessionEnded":
      return new SessionEnded();
    case "SessionDeleted":
      return new SessionDeleted();
    case "UnknownSession":
      return new NotFound("The session that this event names");
  }
}
