import type { Interval } from "@pacekeeper/domain/time/interval";
import {
  ALLOWED_EVENTS,
  type DriveEventType,
  opensSession,
  type SessionStatus,
} from "@pacekeeper/domain/tracking/events";
import { measured, statusOf } from "@pacekeeper/domain/tracking/live";
import { addTotals, NOTHING, type Totals } from "@pacekeeper/domain/tracking/pace";
import { isAbandoned } from "@pacekeeper/domain/tracking/placement";
import {
  applyEvent,
  type LedgerQuestion,
  openSession,
  type SessionState,
  sessionTotals,
} from "@pacekeeper/domain/tracking/session";
import type { LiveSessionFragment, TimedQuestionFragment } from "../../generated/graphql.ts";

/** The active session as shown: the server's state with queued presses applied. */
export interface ShownSession {
  /** Null until the server has answered the NEXT that opened it. */
  readonly id: string | null;
  readonly key: string;
  /** Target of a question without an estimate, in milliseconds. */
  readonly targetMs: number;
  readonly abandonAfterHours: number;
  /** Contains only the last questions; `earlier` has the totals of those before. */
  readonly state: SessionState;
  readonly earlier: Totals;
}

/** A press that the server has not counted yet; `at` is in server time, epoch milliseconds. */
export interface PendingEvent {
  readonly clientEventId: string;
  readonly type: DriveEventType;
  readonly at: number;
}

/** The profile's settings for a session that starts now. */
export interface OpeningSettings {
  readonly targetMs: number;
  readonly abandonAfterHours: number;
}

/** The result of an event: the session that continues, and the one that it ended. */
export interface ShownStep {
  readonly shown: ShownSession | null;
  readonly ended: ShownSession | null;
}

/** Converts the server's session to the domain's state; null if none is active. */
export function shownFrom(facts: LiveSessionFragment | null): ShownSession | null {
  const current = facts?.currentQuestion;
  if (!facts?.isActive || !current) return null;
  const targetMs = facts.targetSeconds * 1000;
  const questions = [
    ...facts.questions.nodes.map((question) => ledgerQuestion(question, false)),
    ...facts.removedQuestions.map((question) => ledgerQuestion(question, true)),
  ].sort((a, b) => a.startedAt - b.startedAt);
  const lastEventAt = Date.parse(facts.lastEventAt);
  const state: SessionState = {
    startedAt: Date.parse(facts.startedAt),
    lastEventAt,
    live: {
      current: {
        id: current.key,
        startedAt: Date.parse(current.startedAt),
        pauses: current.pauses.map(interval),
        estimateMs: current.targetSeconds * 1000,
      },
      pausedAt: facts.pausedAt === null ? null : Date.parse(facts.pausedAt),
      lastEventAt,
    },
    questions,
    beforeExit: null,
  };
  const all: Totals = {
    questionCount: facts.questionCount,
    rawMs: facts.rawSeconds * 1000,
    activeMs: facts.activeSeconds * 1000,
    targetMs: facts.averageTargetSeconds * 1000 * facts.questionCount,
  };
  const earlier = addTotals(all, negative(sessionTotals(state, targetMs)));
  return {
    id: facts.id,
    key: facts.key,
    targetMs,
    abandonAfterHours: facts.abandonAfterHours,
    state,
    earlier,
  };
}

/**
 * Applies a press that the server has not counted yet, by the same rules as the server. A press that they refuse
 * changes nothing; the server's answer will say why.
 */
export function after(shown: ShownSession | null, event: PendingEvent, settings: OpeningSettings): ShownStep {
  if (!shown) return { shown: opensSession(event.type) ? opening(event, settings) : null, ended: null };
  const lastEventAt = shown.state.lastEventAt;
  const at = Math.max(event.at, lastEventAt);
  if (isAbandoned({ lastEventAt, abandonAfterHours: shown.abandonAfterHours }, at)) {
    return { shown: opensSession(event.type) ? opening(event, settings) : null, ended: null };
  }
  const step = applyEvent(shown.state, { id: event.clientEventId, type: event.type, at, estimateMs: null });
  if (!step.ok) return { shown, ended: null };
  const next = { ...shown, state: step.state };
  return step.state.live ? { shown: next, ended: null } : { shown: null, ended: next };
}

/** The totals of the session's closed questions that count. */
export function totalsOf(shown: ShownSession): Totals {
  return addTotals(shown.earlier, sessionTotals(shown.state, shown.targetMs));
}

/** The number of the running question, from 1. */
export function questionNumber(shown: ShownSession): number {
  return totalsOf(shown).questionCount + 1;
}

/** The session's status, which is a key of `ALLOWED_EVENTS`. */
export function shownStatus(shown: ShownSession | null): SessionStatus {
  return statusOf(shown?.state.live ?? null);
}

/** Why a press would be refused, in words; null: it is allowed. */
export function refusalOf(shown: ShownSession | null, type: DriveEventType): string | null {
  if (!ALLOWED_EVENTS[shownStatus(shown)].includes(type))
    return "No session is running. Press Next to start one.";
  if (type === "UNDO" && shown && totalsOf(shown).questionCount === 0) {
    return "Nothing to undo: question 1 is still running.";
  }
  return null;
}

/** The totals of the loaded closed questions that started in [from, to). */
export function totalsWithin(shown: ShownSession, from: number, to: number): Totals {
  return shown.state.questions
    .filter((question) => !question.removed && question.startedAt >= from && question.startedAt < to)
    .map((question) => measured(question, shown.targetMs))
    .reduce(addTotals, NOTHING);
}

/** The totals with the opposite sign. */
export function negative(totals: Totals): Totals {
  return {
    questionCount: -totals.questionCount,
    rawMs: -totals.rawMs,
    activeMs: -totals.activeMs,
    targetMs: -totals.targetMs,
  };
}

function opening(event: PendingEvent, { targetMs, abandonAfterHours }: OpeningSettings): ShownSession {
  const state = openSession({ id: event.clientEventId, at: event.at, estimateMs: null });
  return { id: null, key: event.clientEventId, targetMs, abandonAfterHours, state, earlier: NOTHING };
}

function ledgerQuestion(question: TimedQuestionFragment, removed: boolean): LedgerQuestion {
  return {
    id: question.id,
    startedAt: Date.parse(question.startedAt),
    endedAt: Date.parse(question.endedAt),
    pauses: question.pauses.map(interval),
    estimateMs: question.targetSeconds * 1000,
    removed,
  };
}

function interval(pause: { readonly startedAt: string; readonly endedAt: string }): Interval {
  return { from: Date.parse(pause.startedAt), to: Date.parse(pause.endedAt) };
}
