import {
  activeMsAt,
  advance,
  type ClosedQuestion,
  type Live,
  opened,
  resumed,
} from "@pacekeeper/domain/tracking/live";
import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import type { NowQuery } from "./generated/operations.ts";
import type { Kept } from "./kept-state.ts";

/** Totals over closed questions. */
export interface Sums {
  readonly questionCount: number;
  readonly activeMs: number;
}

/** What the person sees: the last known server state with the queued presses applied. */
export interface Projection {
  /** The running question, by the server's clock; null if no session is active. */
  readonly live: Live | null;
  /** The active session's key, which each press carries. */
  readonly key: string | undefined;
  /** Totals of the session, or of the one that has just ended. */
  readonly totals: Sums;
  /** Totals of the day; null before the server sent them, and after midnight. */
  readonly day: Sums | null;
  /** The running question's target in milliseconds. */
  readonly targetMs: number;
  /** The server's clock, epoch milliseconds. */
  readonly clock: number;
}

type Session = NonNullable<NonNullable<NowQuery["viewer"]>["activeSession"]>;

/** The profile's defaults, for a session that is opened before the server has answered. */
const TARGET_S = 330;
const ABANDON_AFTER_HOURS = 4;

const NOTHING: Sums = { questionCount: 0, activeMs: 0 };

/**
 * Applies the queued presses to the known state by the rules of the domain. UNDO takes back a queued question at
 * once; to take back a question that the server reported, it waits for the server.
 *
 * @param now this device's clock, epoch milliseconds; decides whether the session is abandoned
 */
export function project({ viewer, queue, ahead }: Kept, now: number): Projection {
  const session = viewer?.activeSession;
  const told = viewer?.day;
  const clock = now + ahead;
  const abandonAfterHours = session?.abandonAfterHours ?? ABANDON_AFTER_HOURS;
  /** The session's key and its aliases: a NEXT that was meant to open a session continues the active one. */
  let names = [session?.key];
  let live = session ? liveOf(session) : null;
  let totals = session ? sumsOf(session) : NOTHING;
  let day = told && clock < Date.parse(told.endsAt) ? sumsOf(told) : null;
  let closed: ClosedQuestion[] = [];

  const count = (question: ClosedQuestion, sign: number) => {
    const activeMs = activeMsAt({ current: question, pausedAt: question.endedAt, lastEventAt: 0 }, 0);
    const plus = (sums: Sums) => ({
      questionCount: sums.questionCount + sign,
      activeMs: sums.activeMs + sign * activeMs,
    });
    totals = plus(totals);
    day &&= plus(day);
  };
  const abandon = (at: number) => {
    if (live && isAbandoned({ ...live, abandonAfterHours }, at)) live = null;
  };

  for (const { type, clientEventId: id, sessionKey, occurredAt, estimatedSeconds } of queue) {
    const opens = sessionKey === id;
    const at = Math.max(Date.parse(occurredAt) + ahead, live?.lastEventAt ?? 0);
    const estimateMs = estimatedSeconds && estimatedSeconds * 1000;
    abandon(at);
    if (opens && !live) {
      live = opened(id, at, estimateMs);
      names = [id];
      closed = [];
      totals = NOTHING;
      continue;
    }
    if (opens) names.push(id);
    if (!live || !names.includes(sessionKey)) continue;
    if (type !== "UNDO") {
      const step = advance(live, { id, type, at, estimateMs });
      live = step.live;
      if (!step.closed) continue;
      closed.push(step.closed);
      count(step.closed, 1);
      continue;
    }
    const back = closed.pop();
    if (!back) continue;
    count(back, -1);
    const pauses = [...back.pauses, ...resumed(live, at).pauses];
    live = { current: { ...back, pauses }, pausedAt: null, lastEventAt: at };
  }
  abandon(clock);
  const seconds = session?.targetSeconds ?? told?.averageTargetSeconds ?? TARGET_S;
  const targetMs = live?.current.estimateMs ?? seconds * 1000;
  return { live, key: names[0], totals, day, targetMs, clock };
}

function sumsOf({ questionCount, activeSeconds }: Pick<Session, "questionCount" | "activeSeconds">): Sums {
  return { questionCount, activeMs: activeSeconds * 1000 };
}

function liveOf({ currentQuestion, pausedAt, lastEventAt }: Session): Live | null {
  if (!currentQuestion) return null;
  const { startedAt, pausedSeconds, targetSeconds } = currentQuestion;
  return {
    current: {
      id: "",
      startedAt: Date.parse(startedAt),
      // Only the length of the pauses matters, not when they were.
      pauses: [{ from: 0, to: pausedSeconds * 1000 }],
      estimateMs: targetSeconds * 1000,
    },
    pausedAt: pausedAt === null ? null : Date.parse(pausedAt),
    lastEventAt: Date.parse(lastEventAt),
  };
}
