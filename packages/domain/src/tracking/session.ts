import { type Interval, merged } from "../time/interval.ts";
import type { SessionEvent } from "./events.ts";
import {
  advance,
  type ClosedQuestion,
  type Live,
  measured,
  type OpenQuestion,
  opened,
  resumed,
} from "./live.ts";
import { addTotals, NOTHING, type Totals } from "./pace.ts";

/** A closed question and whether it was removed from the session's numbers. */
export interface LedgerQuestion extends ClosedQuestion {
  readonly removed: boolean;
}

/** A whole session: the fold over its events. Instants in epoch milliseconds. */
export interface SessionState {
  readonly startedAt: number;
  readonly lastEventAt: number;
  /** Null once an EXIT has ended the session. */
  readonly live: Live | null;
  /** Every closed question in chronological order, including removed ones; none overlap. */
  readonly questions: readonly LedgerQuestion[];
  /** The live part that the EXIT ended, kept so that the EXIT can be taken back. */
  readonly beforeExit: Live | null;
}

export type StepRefusal = "NothingToUndo" | "NotRunning" | "NotEnded" | "NoSuchQuestion";

export type Step =
  | { readonly ok: true; readonly state: SessionState }
  | { readonly ok: false; readonly refusal: StepRefusal };

/** The session that a NEXT opens. */
export function openSession(event: { id: string; at: number; estimateMs: number | null }): SessionState {
  const live = opened(event.id, event.at, event.estimateMs);
  return { startedAt: event.at, lastEventAt: event.at, live, questions: [], beforeExit: null };
}

/** Applies one more event. A refusal changes nothing. */
export function applyEvent(state: SessionState, event: SessionEvent): Step {
  switch (event.type) {
    case "REMOVE_QUESTION":
      return setRemoved(state, event.questionId, true);
    case "RESTORE_QUESTION":
      return setRemoved(state, event.questionId, false);
    case "REOPEN":
      return reopen(state, event.at);
    case "UNDO":
      return state.live ? undo(state, state.live, event.at) : refuse("NotRunning");
    default:
      return state.live ? drive(state, state.live, { ...event, type: event.type }) : refuse("NotRunning");
  }
}

/**
 * The state after all of a session's events, in the order of its log.
 *
 * @throws RangeError when the log does not begin with a NEXT or holds an event that the rules refuse:
 *   such a log was not written by this product.
 */
export function foldSession(events: readonly SessionEvent[]): SessionState {
  const [first, ...rest] = events;
  if (first?.type !== "NEXT") throw new RangeError("A session's log must begin with a NEXT");
  let state = openSession(first);
  for (const event of rest) {
    const step = applyEvent(state, event);
    if (!step.ok) throw new RangeError(`${event.type} ${event.id} cannot follow: ${step.refusal}`);
    state = step.state;
  }
  return state;
}

/** The questions that count, in order: number n is at index n − 1. */
export function countedQuestions(state: SessionState): LedgerQuestion[] {
  return state.questions.filter(({ removed }) => !removed);
}

/** The sums of a session over its counted questions. @param sessionTargetMs target of questions without an estimate */
export function sessionTotals(state: SessionState, sessionTargetMs: number): Totals {
  return countedQuestions(state)
    .map((question) => measured(question, sessionTargetMs))
    .reduce(addTotals, NOTHING);
}

type Advancing = Parameters<typeof advance>[1];

function drive(state: SessionState, live: Live, event: Advancing): Step {
  const step = advance(live, event);
  return accept({
    ...state,
    live: step.live,
    lastEventAt: event.at,
    questions: step.closed ? [...state.questions, { ...step.closed, removed: false }] : state.questions,
    beforeExit: step.live ? null : live,
  });
}

/** Takes the last counted question back; removed ones after it are passed over and count as pause. */
function undo(state: SessionState, live: Live, at: number): Step {
  const index = state.questions.findLastIndex(({ removed }) => !removed);
  const back = state.questions[index];
  if (!back) return refuse("NothingToUndo");
  const passed = state.questions.slice(index + 1).map(spanOf);
  const { id, startedAt, estimateMs } = back;
  const pauses = merged([...back.pauses, ...passed, ...resumed(live, at).pauses]);
  return accept({
    ...state,
    live: { current: { id, startedAt, pauses, estimateMs }, pausedAt: null, lastEventAt: at },
    lastEventAt: at,
    questions: state.questions.slice(0, index),
    beforeExit: null,
  });
}

/** Takes an EXIT back as if it never happened: running or paused as before, and the time since counts. */
function reopen(state: SessionState, at: number): Step {
  const before = state.beforeExit;
  if (!before) return refuse("NotEnded");
  const last = state.questions.at(-1);
  const closedByExit = last && last.id === before.current.id ? last : null;
  const live = closedByExit?.removed ? removedUntil(before, closedByExit.endedAt) : before;
  return accept({
    ...state,
    live: { ...live, lastEventAt: at },
    lastEventAt: at,
    questions: closedByExit ? state.questions.slice(0, -1) : state.questions,
    beforeExit: null,
  });
}

/** The question that the EXIT closed was removed since: its time up to the EXIT stays out, as pause. */
function removedUntil(before: Live, exitAt: number): Live {
  const { current, pausedAt } = before;
  const whole: OpenQuestion = { ...current, pauses: [] };
  if (pausedAt !== null) return { ...before, current: whole, pausedAt: current.startedAt };
  return { ...before, current: { ...whole, pauses: [{ from: current.startedAt, to: exitAt }] } };
}

function setRemoved(state: SessionState, questionId: string, removed: boolean): Step {
  const index = state.questions.findIndex((question) => question.id === questionId);
  const question = state.questions[index];
  if (!question || question.removed === removed) return refuse("NoSuchQuestion");
  return accept({ ...state, questions: state.questions.with(index, { ...question, removed }) });
}

function spanOf(question: ClosedQuestion): Interval {
  return { from: question.startedAt, to: question.endedAt };
}

function accept(state: SessionState): Step {
  return { ok: true, state };
}

function refuse(refusal: StepRefusal): Step {
  return { ok: false, refusal };
}
