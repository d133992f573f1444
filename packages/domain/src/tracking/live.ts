import { type Interval, totalMs } from "../time/interval.ts";
import type { DriveEventType, SessionStatus } from "./events.ts";
import type { Totals } from "./pace.ts";

/** The question that runs now. */
export interface OpenQuestion {
  /** The id of the NEXT that opened it. */
  readonly id: string;
  readonly startedAt: number;
  /** Ended pauses, disjoint and ascending. */
  readonly pauses: readonly Interval[];
  /** The platform's own estimate for it; null: the session's target applies. */
  readonly estimateMs: number | null;
}

export interface ClosedQuestion extends OpenQuestion {
  readonly endedAt: number;
}

/** What NEXT, PAUSE and EXIT need to know about a session: the hot path reads nothing else. */
export interface Live {
  readonly current: OpenQuestion;
  /** Since when it is paused; null while it runs. */
  readonly pausedAt: number | null;
  /** Effective time of the last drive event. */
  readonly lastEventAt: number;
}

/** A step's outcome: the live part (null: the session has ended) and the question that it closed. */
export interface LiveStep {
  readonly live: Live | null;
  readonly closed: ClosedQuestion | null;
}

/** A session's first moment: question 1 starts at `at`. */
export function opened(id: string, at: number, estimateMs: number | null): Live {
  return { current: { id, startedAt: at, pauses: [], estimateMs }, pausedAt: null, lastEventAt: at };
}

/**
 * NEXT, PAUSE or EXIT at `at` (epoch ms, not before `live.lastEventAt`). A question of zero length does not count:
 * `closed` is null.
 */
export function advance(
  live: Live,
  event: {
    readonly id: string;
    readonly type: Exclude<DriveEventType, "UNDO">;
    readonly at: number;
    readonly estimateMs: number | null;
  },
): LiveStep {
  const { id, type, at, estimateMs } = event;
  if (type === "PAUSE") {
    const pausing = live.pausedAt === null;
    const current = pausing ? live.current : resumed(live, at);
    return { live: { current, pausedAt: pausing ? at : null, lastEventAt: at }, closed: null };
  }
  const ended = resumed(live, at);
  const closed = at > ended.startedAt ? { ...ended, endedAt: at } : null;
  return { live: type === "NEXT" ? opened(id, at, estimateMs) : null, closed };
}

/** The current question with an open pause ended at `at`; an empty pause leaves no trace. */
export function resumed(live: Live, at: number): OpenQuestion {
  const { current, pausedAt } = live;
  if (pausedAt === null || pausedAt === at) return current;
  return { ...current, pauses: [...current.pauses, { from: pausedAt, to: at }] };
}

/** The row of `ALLOWED_EVENTS` that applies. */
export function statusOf(live: Live | null): SessionStatus {
  if (!live) return "NONE";
  return live.pausedAt === null ? "RUNNING" : "PAUSED";
}

/** Times of one closed question in milliseconds; `targetMs` is its estimate, else the session's target. */
export function measured(question: ClosedQuestion, sessionTargetMs: number): Totals {
  const rawMs = question.endedAt - question.startedAt;
  return {
    questionCount: 1,
    rawMs,
    activeMs: rawMs - totalMs(question.pauses),
    targetMs: question.estimateMs ?? sessionTargetMs,
  };
}

/** Active milliseconds of the running question at `at`; they stand still while paused. */
export function activeMsAt(live: Live, at: number): number {
  const until = live.pausedAt ?? at;
  return Math.max(0, until - live.current.startedAt - totalMs(live.current.pauses));
}
