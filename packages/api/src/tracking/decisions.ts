import type { EffectiveTime } from "@pacekeeper/domain/tracking/event-time";
import { advance, type ClosedQuestion, measured, opened } from "@pacekeeper/domain/tracking/live";
import { addTotals, type Totals } from "@pacekeeper/domain/tracking/pace";
import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import { applyEvent, type SessionState, sessionTotals } from "@pacekeeper/domain/tracking/session";
import { newId } from "../platform/ids.ts";
import type { TrackingChange } from "./change.ts";
import { NoActiveSession, NothingToUndo } from "./errors.ts";
import type { EventInput } from "./event-input.ts";
import type { TrackingFacts } from "./facts.ts";
import { liveOf, sessionModel, stateOf, totalsOfSession } from "./session-model.ts";
import {
  type EventRow,
  epoch,
  instant,
  liveColumns,
  type QuestionRow,
  type SessionRow,
  storedIntervals,
} from "./session-row.ts";

/** An event that is about to enter a log. */
export interface PlacedEvent {
  readonly id: string;
  readonly input: EventInput;
  readonly time: EffectiveTime;
  readonly receivedAt: number;
}

interface Decided {
  readonly change: TrackingChange;
  readonly event: EventRow;
}

/** A NEXT that opens a session, which keeps the person's present settings. */
export function openedSession(
  userId: string,
  facts: TrackingFacts,
  event: PlacedEvent,
  placement: { readonly past: boolean; readonly abandonsCurrent: boolean },
): Decided {
  const at = instant(event.time.at);
  const session: SessionRow = {
    id: newId(event.receivedAt),
    user_id: userId,
    key: event.input.clientEventId,
    version: 1,
    timezone: facts.timezone,
    target_ms: facts.targetMs,
    abandon_after_hours: facts.abandonAfterHours,
    started_at: at,
    last_event_at: at,
    event_count: 1,
    // A session placed before the running one is over until its own events say otherwise.
    ended_at: placement.past ? at : null,
    end_reason: placement.past ? "ABANDONED" : null,
    is_current: !placement.past,
    ...liveColumns(opened(event.id, event.time.at, event.input.estimateMs)),
    question_count: 0,
    raw_ms: 0,
    active_ms: 0,
    target_sum_ms: 0,
    deleted_at: null,
    updated_at: instant(event.receivedAt),
  };
  const row = eventRow(userId, session, event, null);
  const abandoned = placement.abandonsCurrent ? facts.current : null;
  return { event: row, change: { userId, sequence: facts.sequence, session, event: row, abandoned } };
}

/** An event that continues `before`. @param questions its closed questions, read only for UNDO */
export function continuedSession(
  userId: string,
  facts: TrackingFacts,
  event: PlacedEvent,
  before: SessionRow,
  questions: readonly QuestionRow[],
): Decided {
  const position = {
    current: facts.current,
    superseded: facts.named?.id === before.id && facts.nextStartedAt !== null,
  };
  return event.input.type === "UNDO"
    ? undone(userId, facts.sequence, event, before, questions, position)
    : advanced(userId, facts.sequence, event, before, position);
}

/** A session's place among the person's other sessions. */
export interface SessionPosition {
  readonly current: SessionRow | null;
  /** Another session started after it. */
  readonly superseded: boolean;
}

function advanced(
  userId: string,
  sequence: number,
  event: PlacedEvent,
  before: SessionRow,
  position: SessionPosition,
): Decided {
  const { type, estimateMs } = event.input;
  const model = sessionModel(before);
  const live = liveOf(model);
  if (!live || type === "UNDO") throw new NoActiveSession();
  const step = advance(live, { id: event.id, type, at: event.time.at, estimateMs });
  const counted = totalsOfSession(model);
  const totals = step.closed ? addTotals(counted, measured(step.closed, before.target_ms)) : counted;
  const session: SessionRow = {
    ...before,
    ...liveColumns(step.live),
    ...totalColumns(totals),
    ...following(before, event.time.at),
    ...endColumns(before, step.live !== null, event.time.at, event.receivedAt, position),
  };
  const closed = step.closed ? questionRow(session, step.closed, totals.questionCount) : null;
  const row = eventRow(userId, session, event, closed?.id ?? null);
  return { event: row, change: { userId, sequence, session, event: row, closed } };
}

function undone(
  userId: string,
  sequence: number,
  event: PlacedEvent,
  before: SessionRow,
  questions: readonly QuestionRow[],
  position: SessionPosition,
): Decided {
  const step = applyEvent(stateOf(before, questions), {
    id: event.id,
    type: "UNDO",
    at: event.time.at,
    estimateMs: null,
  });
  if (!step.ok) throw step.refusal === "NothingToUndo" ? new NothingToUndo() : new NoActiveSession();
  const session = rewritten(before, step.state, event.time.at, event.receivedAt, position);
  const row = eventRow(userId, session, event, null);
  const kept = new Set(step.state.questions.map(({ id }) => id));
  const takenBack = questions.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  return { event: row, change: { userId, sequence, session, event: row, takenBack } };
}

/** The session's row after a step on the whole state. @param at the new last event's time; null: it stays */
export function rewritten(
  before: SessionRow,
  state: SessionState,
  at: number | null,
  receivedAt: number,
  position: SessionPosition,
): SessionRow {
  return {
    ...before,
    ...liveColumns(state.live),
    ...totalColumns(sessionTotals(state, before.target_ms)),
    ...following(before, at ?? epoch(before.last_event_at)),
    ...endColumns(before, state.live !== null, state.lastEventAt, receivedAt, position),
  };
}

/**
 * Whether and how a session has ended. A session without an EXIT is current unless another session is or came after
 * it. It counts as abandoned once its last event is too old, or when it is not current.
 */
function endColumns(before: SessionRow, open: boolean, at: number, now: number, position: SessionPosition) {
  if (!open) return { is_current: false, ended_at: instant(at), end_reason: "EXIT" } as const;
  const other = position.current !== null && position.current.id !== before.id;
  const current = before.is_current || !(other || position.superseded);
  const abandoned =
    !current || isAbandoned({ lastEventAt: at, abandonAfterHours: before.abandon_after_hours }, now);
  return {
    is_current: current,
    ended_at: abandoned ? instant(at) : null,
    end_reason: abandoned ? ("ABANDONED" as const) : null,
  };
}

function following(before: SessionRow, at: number) {
  return { version: before.version + 1, event_count: before.event_count + 1, last_event_at: instant(at) };
}

function totalColumns(totals: Totals) {
  return {
    question_count: totals.questionCount,
    raw_ms: totals.rawMs,
    active_ms: totals.activeMs,
    target_sum_ms: totals.targetMs,
  };
}

/** The row of a question closed as number `index`. */
function questionRow(session: SessionRow, question: ClosedQuestion, index: number): QuestionRow {
  const { rawMs, activeMs, targetMs } = measured(question, session.target_ms);
  return {
    id: question.id,
    user_id: session.user_id,
    session_id: session.id,
    index,
    started_at: instant(question.startedAt),
    ended_at: instant(question.endedAt),
    pauses: storedIntervals(question.pauses),
    raw_ms: rawMs,
    active_ms: activeMs,
    target_ms: targetMs,
    estimate_ms: question.estimateMs,
    removed_at: null,
    updated_at: session.updated_at,
  };
}

function eventRow(
  userId: string,
  session: SessionRow,
  event: PlacedEvent,
  closedId: string | null,
): EventRow {
  const { input, time } = event;
  return {
    id: event.id,
    user_id: userId,
    session_id: session.id,
    position: session.event_count,
    type: input.type,
    client_event_id: input.clientEventId,
    session_key: input.sessionKey,
    occurred_at: instant(time.at),
    claimed_at: input.occurredAt === null ? null : instant(input.occurredAt),
    sent_at: input.sentAt === null ? null : instant(input.sentAt),
    received_at: instant(event.receivedAt),
    clock_adjusted: time.clockAdjusted,
    estimate_ms: input.estimateMs,
    question_id: null,
    closed_id: closedId,
  };
}
