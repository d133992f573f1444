import type { SessionState } from "@pacekeeper/domain/tracking/session";
import { foldSession } from "@pacekeeper/domain/tracking/session";
import { expect } from "vitest";
import { sessionEvent } from "../log-event.ts";
import type { EventRow, QuestionRow, SessionRow } from "../session-row.ts";
import type { SlowTracking } from "./slow-tracking.ts";
import type { PersonsRows } from "./tracked-rows.ts";

/** Columns that the fold of a session's log determines. */
function foldedColumns(state: SessionState, session: SessionRow) {
  const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
  const questions = state.questions.map((question, position) => {
    const pauses = question.pauses.map(({ from, to }) => [from, to]);
    const rawMs = question.endedAt - question.startedAt;
    const paused = question.pauses.reduce((sum, { from, to }) => sum + to - from, 0);
    return {
      id: question.id,
      index: 1 + state.questions.slice(0, position).filter(({ removed }) => !removed).length,
      started: iso(question.startedAt),
      ended: iso(question.endedAt),
      pauses,
      rawMs,
      activeMs: rawMs - paused,
      targetMs: question.estimateMs ?? session.target_ms,
      estimateMs: question.estimateMs,
      removed: question.removed,
    };
  });
  const counted = questions.filter(({ removed }) => !removed);
  const sum = (of: (question: (typeof questions)[number]) => number) =>
    counted.reduce((total, question) => total + of(question), 0);
  return {
    questions,
    session: {
      started: iso(state.startedAt),
      last: iso(state.lastEventAt),
      current: state.live?.current.id ?? null,
      currentStarted: iso(state.live?.current.startedAt),
      currentPauses: (state.live?.current.pauses ?? []).map(({ from, to }) => [from, to]),
      currentEstimate: state.live?.current.estimateMs ?? null,
      paused: iso(state.live?.pausedAt),
      questionCount: counted.length,
      rawMs: sum(({ rawMs }) => rawMs),
      activeMs: sum(({ activeMs }) => activeMs),
      targetMs: sum(({ targetMs }) => targetMs),
    },
  };
}

/** The same columns as they are stored. */
function storedColumns(session: SessionRow, questions: readonly QuestionRow[]) {
  const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    questions: questions.map((row) => ({
      id: row.id,
      index: row.index,
      started: iso(row.started_at),
      ended: iso(row.ended_at),
      pauses: row.pauses,
      rawMs: row.raw_ms,
      activeMs: row.active_ms,
      targetMs: row.target_ms,
      estimateMs: row.estimate_ms,
      removed: row.removed_at !== null,
    })),
    session: {
      started: iso(session.started_at),
      last: iso(session.last_event_at),
      current: session.current_id,
      currentStarted: iso(session.current_started_at),
      currentPauses: session.current_pauses,
      currentEstimate: session.current_estimate_ms,
      paused: iso(session.paused_at),
      questionCount: session.question_count,
      rawMs: session.raw_ms,
      activeMs: session.active_ms,
      targetMs: session.target_sum_ms,
    },
  };
}

const ofSession = (rows: PersonsRows, { id }: SessionRow) => ({
  log: rows.events.filter((event) => event.session_id === id),
  questions: rows.questions.filter((question) => question.session_id === id),
});

function isCorrection({ type }: EventRow): boolean {
  return type === "REMOVE_QUESTION" || type === "RESTORE_QUESTION";
}

/** Asserts what holds for every person's rows at any time. */
export function checkInvariants(rows: PersonsRows): void {
  expect(rows.sessions.filter(({ is_current }) => is_current).length).toBeLessThanOrEqual(1);
  expect(rows.outbox.map(({ sequence }) => sequence)).toEqual(rows.outbox.map((_, index) => index + 1));
  expect(rows.user.sequence).toBe(rows.outbox.length);
  for (const session of rows.sessions) {
    const { log, questions } = ofSession(rows, session);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    expect(session.event_count).toBe(log.length);
    const times = log.filter((event) => !isCorrection(event)).map((event) => Date.parse(event.occurred_at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(storedColumns(session, questions)).toEqual(
      foldedColumns(foldSession(log.map(sessionEvent)), session),
    );
    for (const question of questions) {
      const last = log.findLast((event) => isCorrection(event) && event.question_id === question.id);
      const removedAt = last?.type === "REMOVE_QUESTION" ? last.occurred_at : null;
      expect(question.removed_at).toBe(removedAt);
    }
  }
}

/** Asserts that each event landed where the model says, and that each session's state agrees. */
export function checkAgainst(model: SlowTracking, rows: PersonsRows): void {
  const clientIds = new Map(rows.events.map((event) => [event.id, event.client_event_id]));
  const landed = model.sessions.map((session) => {
    const live = model.stateOf(session).live;
    const current = model.current === session;
    const lastAt = new Date(session.lastAt).toISOString();
    const end = session.exited
      ? `EXIT ${lastAt}`
      : !current || session.marked
        ? `ABANDONED ${lastAt}`
        : "none";
    return {
      key: session.key,
      version: session.version,
      hours: session.hours,
      current,
      deleted: session.deleted,
      log: session.log.map(({ type, at }) => `${type} ${new Date(at).toISOString()}`),
      running: live?.current.id ?? null,
      end: session.deleted ? "of no matter" : end,
    };
  });
  const stored = rows.sessions.map((session) => {
    const ended = session.ended_at && new Date(session.ended_at).toISOString();
    return {
      key: session.key,
      version: session.version,
      hours: session.abandon_after_hours,
      current: session.is_current,
      deleted: session.deleted_at !== null,
      log: ofSession(rows, session).log.map(
        (row) => `${row.type} ${new Date(row.occurred_at).toISOString()}`,
      ),
      running: session.current_id && (clientIds.get(session.current_id) ?? session.current_id),
      end: session.deleted_at ? "of no matter" : ended ? `${session.end_reason} ${ended}` : "none",
    };
  });
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
  expect(stored.sort(byKey)).toEqual(landed.sort(byKey));
  expect(rows.user.sequence).toBe(model.changes);
}
