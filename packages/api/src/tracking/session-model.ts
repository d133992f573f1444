import type { Interval } from "@pacekeeper/domain/time/interval";
import type { Live } from "@pacekeeper/domain/tracking/live";
import type { Totals } from "@pacekeeper/domain/tracking/pace";
import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import type { LedgerQuestion, SessionState } from "@pacekeeper/domain/tracking/session";
import { FROM_JSON } from "../generated/columns.ts";
import type { Prisma, Question, TrackerEvent, WorkSession } from "../generated/prisma/client.ts";
import {
  type EventRow,
  epoch,
  type QuestionRow,
  type SessionRow,
  type StoredIntervals,
} from "./session-row.ts";

/** A session as Prisma's model. */
export const sessionModel: (row: SessionRow) => WorkSession = FROM_JSON.WorkSession;

/** A log entry as Prisma's model. */
export const eventModel: (row: EventRow) => TrackerEvent = FROM_JSON.TrackerEvent;

/** A question as Prisma's model. */
export const questionModel: (row: QuestionRow) => Question = FROM_JSON.Question;

/** Intervals from a jsonb column, which holds nothing else because only `storedIntervals` writes it. */
export function intervalsFromJson(json: Prisma.JsonValue): Interval[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [from, to] = pair;
    return typeof from === "number" && typeof to === "number" ? [{ from, to }] : [];
  });
}

/** How a session has ended by `now`, whether or not the sweeper has marked it yet. */
export interface SessionEnd {
  readonly endedAt: Date;
  readonly reason: "EXIT" | "ABANDONED";
}

/** @returns null while the session is active */
export function endOf(session: WorkSession, now: number): SessionEnd | null {
  const { endedAt, endReason, lastEventAt, abandonAfterHours } = session;
  if (endedAt && endReason) return { endedAt, reason: endReason };
  const last = { lastEventAt: lastEventAt.getTime(), abandonAfterHours };
  return isAbandoned(last, now) ? { endedAt: lastEventAt, reason: "ABANDONED" } : null;
}

/** The running question; null when the session is over, or deleted. */
export function runningQuestion(session: WorkSession, now: number): Live | null {
  return session.deletedAt || endOf(session, now) ? null : liveOf(session);
}

/** The live part of a session, which an abandoned one keeps; null once an EXIT has ended it. */
export function liveOf(session: WorkSession): Live | null {
  const { currentId, currentStartedAt } = session;
  if (currentId === null || currentStartedAt === null) return null;
  return {
    current: {
      id: currentId,
      startedAt: currentStartedAt.getTime(),
      pauses: intervalsFromJson(session.currentPauses),
      estimateMs: session.currentEstimateMs,
    },
    pausedAt: session.pausedAt?.getTime() ?? null,
    lastEventAt: session.lastEventAt.getTime(),
  };
}

export function totalsOfSession(session: WorkSession): Totals {
  const { questionCount, rawMs, activeMs, targetSumMs } = session;
  return { questionCount, rawMs, activeMs, targetMs: targetSumMs };
}

/**
 * The state that the fold would give, from the rows that earlier folds stored. The rows do not keep what an EXIT ended:
 * to take one back, fold the log.
 */
export function stateOf(row: SessionRow, questions: readonly QuestionRow[]): SessionState {
  return {
    startedAt: epoch(row.started_at),
    lastEventAt: epoch(row.last_event_at),
    live: liveOf(sessionModel(row)),
    questions: questions.map(ledgerQuestion),
    beforeExit: null,
  };
}

function ledgerQuestion(row: QuestionRow): LedgerQuestion {
  return {
    id: row.id,
    startedAt: epoch(row.started_at),
    endedAt: epoch(row.ended_at),
    pauses: intervalsOf(row.pauses),
    estimateMs: row.estimate_ms,
    removed: row.removed_at !== null,
  };
}

function intervalsOf(stored: StoredIntervals): Interval[] {
  return stored.map(([from, to]) => ({ from, to }));
}
