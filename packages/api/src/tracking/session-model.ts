import type { Interval } from "@pacekeeper/domain/time/interval";
import type { Live } from "@pacekeeper/domain/tracking/live";
import type { Totals } from "@pacekeeper/domain/tracking/pace";
import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import type { Prisma, Question, TrackerEvent, WorkSession } from "../generated/prisma/client.ts";
import type { EventRow, QuestionRow, SessionRow } from "./session-row.ts";

const date = (instant: string) => new Date(instant);
const dateOrNull = (instant: string | null) => (instant === null ? null : new Date(instant));

/** A session as Prisma gives it. */
export function sessionModel(row: SessionRow): WorkSession {
  return {
    id: row.id,
    userId: row.user_id,
    key: row.key,
    version: row.version,
    timezone: row.timezone,
    targetMs: row.target_ms,
    abandonAfterHours: row.abandon_after_hours,
    startedAt: date(row.started_at),
    lastEventAt: date(row.last_event_at),
    eventCount: row.event_count,
    endedAt: dateOrNull(row.ended_at),
    endReason: row.end_reason,
    isCurrent: row.is_current,
    pausedAt: dateOrNull(row.paused_at),
    currentId: row.current_id,
    currentStartedAt: dateOrNull(row.current_started_at),
    currentEstimateMs: row.current_estimate_ms,
    currentPauses: row.current_pauses.map((pair) => [...pair]),
    questionCount: row.question_count,
    rawMs: row.raw_ms,
    activeMs: row.active_ms,
    targetSumMs: row.target_sum_ms,
    deletedAt: dateOrNull(row.deleted_at),
  };
}

/** A log entry as Prisma gives it. */
export function eventModel(row: EventRow): TrackerEvent {
  return {
    id: row.id,
    userId: row.user_id,
    sessionId: row.session_id,
    position: row.position,
    type: row.type,
    clientEventId: row.client_event_id,
    sessionKey: row.session_key,
    occurredAt: date(row.occurred_at),
    claimedAt: dateOrNull(row.claimed_at),
    sentAt: dateOrNull(row.sent_at),
    receivedAt: date(row.received_at),
    clockAdjusted: row.clock_adjusted,
    estimateMs: row.estimate_ms,
    questionId: row.question_id,
    closedId: row.closed_id,
  };
}

/** A question as Prisma gives it. */
export function questionModel(row: QuestionRow): Question {
  return {
    id: row.id,
    userId: row.user_id,
    sessionId: row.session_id,
    index: row.index,
    startedAt: date(row.started_at),
    endedAt: date(row.ended_at),
    pauses: row.pauses.map((pair) => [...pair]),
    rawMs: row.raw_ms,
    activeMs: row.active_ms,
    targetMs: row.target_ms,
    estimateMs: row.estimate_ms,
    removedAt: dateOrNull(row.removed_at),
  };
}

/** Intervals from a jsonb column; it holds nothing else, since only `storedIntervals` writes it. */
export function intervalsFromJson(json: Prisma.JsonValue): Interval[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [from, to] = pair;
    return typeof from === "number" && typeof to === "number" ? [{ from, to }] : [];
  });
}

/** How a session stands at `now`, whether or not the sweeper has marked it yet. */
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

/** The running question; null when the session is over. */
export function runningQuestion(session: WorkSession, now: number): Live | null {
  const { currentId, currentStartedAt } = session;
  if (currentId === null || currentStartedAt === null || endOf(session, now)) return null;
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
