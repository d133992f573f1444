import type { Interval } from "@pacekeeper/domain/time/interval";
import type { Live } from "@pacekeeper/domain/tracking/live";
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

export function storedIntervals(intervals: readonly Interval[]): StoredIntervals {
  return intervals.map(({ from, to }) => [from, to] as const);
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
