import type { Interval } from "@pacekeeper/domain/time/interval";
import type { Live } from "@pacekeeper/domain/tracking/live";
import type { LedgerQuestion, SessionState } from "@pacekeeper/domain/tracking/session";
import type { QuestionJson, TrackerEventJson, WorkSessionJson } from "../generated/columns.ts";

/** [[from, to], …] in epoch milliseconds: pauses as jsonb columns store them. */
export type StoredIntervals = readonly (readonly [number, number])[];

/** A row of work_sessions by its column names; instants as RFC 3339 strings, as in jsonb. */
export interface SessionRow extends WorkSessionJson {
  readonly current_pauses: StoredIntervals;
}

/** A row of questions by its column names. */
export interface QuestionRow extends QuestionJson {
  readonly pauses: StoredIntervals;
}

/** A row of tracker_events by its column names. */
export type EventRow = TrackerEventJson;

/** Epoch milliseconds of a stored instant. */
export function epoch(instant: string): number {
  return Date.parse(instant);
}

/** A stored instant from epoch milliseconds. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

function intervalsOf(stored: StoredIntervals): Interval[] {
  return stored.map(([from, to]) => ({ from, to }));
}

export function storedIntervals(intervals: readonly Interval[]): StoredIntervals {
  return intervals.map(({ from, to }) => [from, to] as const);
}

/** The live part of a session; null once an EXIT has ended it. */
export function liveOf(row: SessionRow): Live | null {
  if (row.current_id === null || row.current_started_at === null) return null;
  return {
    current: {
      id: row.current_id,
      startedAt: epoch(row.current_started_at),
      pauses: intervalsOf(row.current_pauses),
      estimateMs: row.current_estimate_ms,
    },
    pausedAt: row.paused_at === null ? null : epoch(row.paused_at),
    lastEventAt: epoch(row.last_event_at),
  };
}

/** The columns of the live part. */
export function liveColumns(live: Live | null) {
  return {
    current_id: live?.current.id ?? null,
    current_started_at: live ? instant(live.current.startedAt) : null,
    current_estimate_ms: live?.current.estimateMs ?? null,
    current_pauses: storedIntervals(live?.current.pauses ?? []),
    paused_at: live && live.pausedAt !== null ? instant(live.pausedAt) : null,
  };
}

/**
 * The state that the fold would give, from the rows that earlier folds stored. The rows do not keep what an EXIT ended:
 * to take one back, fold the log.
 */
export function stateOf(row: SessionRow, questions: readonly QuestionRow[]): SessionState {
  return {
    startedAt: epoch(row.started_at),
    lastEventAt: epoch(row.last_event_at),
    live: liveOf(row),
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
