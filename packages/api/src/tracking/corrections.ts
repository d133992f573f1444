import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import { applyEvent, foldSession, type SessionState } from "@pacekeeper/domain/tracking/session";
import { refuseLateRestore } from "../platform/changes/deleted-rows.ts";
import { refuseOtherVersion } from "../platform/changes/expected-version.ts";
import { NotFound } from "../platform/failures.ts";
import { newId } from "../platform/ids.ts";
import { saveChange, sequenceAfter, type TrackingChange, untilSaved } from "./change.ts";
import type { TrackingContext } from "./context.ts";
import { rewritten, type SessionPosition } from "./decisions.ts";
import { ReopenTooLate, SessionAlreadyActive } from "./errors.ts";
import { readLog, readQuestions, readSession, readSessionOfQuestion, type SessionFacts } from "./facts.ts";
import { sessionEvent } from "./log-event.ts";
import { sessionModel, stateOf } from "./session-model.ts";
import { type EventRow, epoch, instant, type QuestionRow, type SessionRow } from "./session-row.ts";

const REOPEN_WITHIN_MS = 60_000;

/** The version of the session that a correction was made from; undefined: any. */
type Expected = number | undefined;

/** A change to make, or the session as it is when there is nothing to change. */
type Correction = { readonly change: TrackingChange } | { readonly unchanged: SessionRow };

/**
 * Removes a question from its session's numbers; its time stays in the log. Removing it again changes nothing.
 *
 * @throws NotFound, VersionConflict
 */
export async function removeQuestion(
  context: TrackingContext,
  questionId: string,
  expected?: Expected,
): Promise<SessionRow> {
  return setRemoved(context, questionId, "REMOVE_QUESTION", expected);
}

/** Restores a removed question. @throws VersionConflict; NotFound, also when an UNDO has passed over it since */
export async function restoreQuestion(
  context: TrackingContext,
  questionId: string,
  expected?: Expected,
): Promise<SessionRow> {
  return setRemoved(context, questionId, "RESTORE_QUESTION", expected);
}

async function setRemoved(
  context: TrackingContext,
  questionId: string,
  type: "REMOVE_QUESTION" | "RESTORE_QUESTION",
  expected: Expected,
): Promise<SessionRow> {
  return saveCorrection(context, async () => {
    const facts = await readSessionOfQuestion(context.pool, context.userId, questionId);
    if (!facts || facts.session.deleted_at !== null) throw new NotFound("This question");
    const questions = await readQuestions(context.pool, context.userId, facts.session.id);
    const now = context.now();
    const before = stateOf(facts.session, questions);
    const step = applyEvent(before, { id: newId(now), type, at: now, questionId });
    if (!step.ok) {
      // The request changes nothing, for example from a second tab.
      if (questions.some(({ id }) => id === questionId)) return { unchanged: facts.session };
      throw new NotFound("This question");
    }
    refuseOther(facts.session, expected);
    const session = rewritten(facts.session, step.state, null, now, positionOf(facts));
    const event = correctionRow(session, type, now, questionId);
    const renumbered = renumbering(questions, step.state, now);
    return { change: { userId: context.userId, sequence: facts.sequence, session, event, renumbered } };
  });
}

/**
 * Takes an EXIT back within 60 seconds: the session continues as if it never happened. A running session stays as it
 * is.
 *
 * @throws NotFound, ReopenTooLate, SessionAlreadyActive
 */
export async function reopenSession(context: TrackingContext, sessionId: string): Promise<SessionRow> {
  return saveCorrection(context, async () => {
    const facts = await readExisting(context, sessionId);
    const { session: before, current } = facts;
    const now = context.now();
    if (before.is_current) return { unchanged: before };
    if (before.end_reason !== "EXIT" || before.ended_at === null) throw new ReopenTooLate();
    if (now - epoch(before.ended_at) > REOPEN_WITHIN_MS) throw new ReopenTooLate();
    if (current && !thoughtAbandoned(current, now)) throw new SessionAlreadyActive();
    const log = await readLog(context.pool, context.userId, sessionId);
    const at = Math.max(now, epoch(before.last_event_at));
    const event = correctionRow({ ...before, event_count: before.event_count + 1 }, "REOPEN", at, null);
    const state = foldSession([...log, event].map(sessionEvent));
    const session = rewritten(before, state, at, now, { current: null, superseded: false });
    const closedByExit = log.findLast(({ type }) => type === "EXIT")?.closed_id;
    const takenBack = closedByExit ? [closedByExit] : [];
    const { sequence } = facts;
    return {
      change: { userId: context.userId, sequence, session, event, takenBack, abandoned: current },
    };
  });
}

/** Marks a session deleted; it can be restored for 30 days. @throws NotFound */
export async function deleteSession(context: TrackingContext, sessionId: string): Promise<SessionRow> {
  return saveCorrection(context, async () => {
    const facts = await readSession(context.pool, context.userId, sessionId);
    if (!facts) throw new NotFound("This session");
    const before = facts.session;
    if (before.deleted_at !== null) return { unchanged: before };
    const now = instant(context.now());
    const session = { ...before, version: before.version + 1, is_current: false, deleted_at: now };
    return { change: { userId: context.userId, sequence: facts.sequence, session, event: null } };
  });
}

/**
 * Restores a deleted session. If it was running, it continues unless another session is current or came after it; else
 * it ended at its last event.
 *
 * @throws NotFound, RestoreTooLate
 */
export async function restoreSession(context: TrackingContext, sessionId: string): Promise<SessionRow> {
  return saveCorrection(context, async () => {
    const facts = await readSession(context.pool, context.userId, sessionId);
    if (!facts) throw new NotFound("This session");
    const before = facts.session;
    if (before.deleted_at === null) return { unchanged: before };
    const now = context.now();
    refuseLateRestore(epoch(before.deleted_at), now);
    const session = { ...before, version: before.version + 1, deleted_at: null, ...restoredEnd(facts, now) };
    return { change: { userId: context.userId, sequence: facts.sequence, session, event: null } };
  });
}

function restoredEnd({ session, current, superseded }: SessionFacts, now: number) {
  if (session.end_reason === "EXIT") return {};
  const isCurrent = current === null && !superseded;
  const abandoned = !isCurrent || thoughtAbandoned(session, now);
  return {
    is_current: isCurrent,
    ended_at: abandoned ? session.last_event_at : null,
    end_reason: abandoned ? ("ABANDONED" as const) : null,
  };
}

async function readExisting(context: TrackingContext, sessionId: string): Promise<SessionFacts> {
  const facts = await readSession(context.pool, context.userId, sessionId);
  if (!facts || facts.session.deleted_at !== null) throw new NotFound("This session");
  return facts;
}

/** The change's guard refuses to save if the version has changed since it was read. @throws VersionConflict */
function refuseOther(row: SessionRow, expected: Expected): void {
  refuseOtherVersion("WorkSession", sessionModel(row), expected);
}

/** Reads, decides and saves, and retries when another change came first. */
async function saveCorrection(
  context: TrackingContext,
  correct: () => Promise<Correction>,
): Promise<SessionRow> {
  return untilSaved(context, async () => {
    const correction = await correct();
    if ("unchanged" in correction) return correction.unchanged;
    const saved = await saveChange(context.pool, correction.change);
    if (saved === null) return null;
    context.memory.forget(context.userId);
    context.announce(sequenceAfter(saved));
    return saved.session;
  });
}

/** Closes the gaps that removed questions leave; a removed question shows the number it would have. */
function renumbering(questions: readonly QuestionRow[], state: SessionState, now: number) {
  let counted = 0;
  return state.questions.flatMap((question, position) => {
    const row = questions[position];
    if (!row) return [];
    const index = counted + 1;
    if (!question.removed) counted += 1;
    const removed_at = question.removed ? (row.removed_at ?? instant(now)) : null;
    return index === row.index && removed_at === row.removed_at ? [] : [{ id: row.id, index, removed_at }];
  });
}

function correctionRow(
  session: SessionRow,
  type: "REOPEN" | "REMOVE_QUESTION" | "RESTORE_QUESTION",
  at: number,
  questionId: string | null,
): EventRow {
  return {
    id: newId(at),
    user_id: session.user_id,
    session_id: session.id,
    position: session.event_count,
    type,
    client_event_id: newId(at),
    session_key: null,
    occurred_at: instant(at),
    claimed_at: null,
    sent_at: null,
    received_at: instant(at),
    clock_adjusted: false,
    estimate_ms: null,
    question_id: questionId,
    closed_id: null,
  };
}

function positionOf({ session, current, superseded }: SessionFacts): SessionPosition {
  // A correction never makes a session current that was not.
  return { current, superseded: superseded || !session.is_current };
}

function thoughtAbandoned(row: SessionRow, now: number): boolean {
  return isAbandoned(
    { lastEventAt: epoch(row.last_event_at), abandonAfterHours: row.abandon_after_hours },
    now,
  );
}
