import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import { TickByTickSession, type TickedQuestion } from "../testing/tick-by-tick-session.ts";
import type { SessionEvent } from "./events.ts";
import { activeMsAt, measured } from "./live.ts";
import {
  applyEvent,
  countedQuestions,
  foldSession,
  openSession,
  type SessionState,
  sessionTotals,
} from "./session.ts";

const SESSION_TARGET = 7;
const START = 1_000;

/** A press: its type, the ticks since the one before, and which question a correction means. */
const press = fc.record({
  type: fc.constantFrom(
    "NEXT",
    "NEXT",
    "NEXT",
    "PAUSE",
    "PAUSE",
    "UNDO",
    "UNDO",
    "EXIT",
    "REOPEN",
    "REOPEN",
    "REMOVE_QUESTION",
    "REMOVE_QUESTION",
    "RESTORE_QUESTION",
  ),
  gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 })),
  chosen: fc.nat(60),
  estimateMs: fc.option(fc.integer({ min: 1, max: 20 })),
});
type Press = typeof press extends fc.Arbitrary<infer P> ? P : never;

/** The presses as events; an event's id is its position, so it tells which NEXT opened a question. */
function eventsOf(presses: readonly Press[]): SessionEvent[] {
  let at = START;
  return presses.map(({ type, gap, chosen, estimateMs }, position) => {
    at += gap;
    const id = `q${position + 1}`;
    if (type !== "REMOVE_QUESTION" && type !== "RESTORE_QUESTION") {
      return { id, type, at, estimateMs: type === "NEXT" ? estimateMs : null };
    }
    return { id, type, at, questionId: `q${chosen % (position + 1)}` };
  });
}

const first = { id: "q0", type: "NEXT", at: START, estimateMs: null } as const;

/** Applies the presses to both models; after each one they must agree, refusals included. */
function walk(presses: readonly Press[], look: (state: SessionState, model: TickByTickSession) => void) {
  const model = new TickByTickSession(START, first.id);
  const accepted: SessionEvent[] = [first];
  let state = openSession(first);
  look(state, model);
  for (const event of eventsOf(presses)) {
    const before = JSON.stringify(state);
    const step = applyEvent(state, event);
    expect(step.ok ? null : step.refusal).toBe(model.take(event));
    expect(JSON.stringify(state), "a step changes no earlier state").toBe(before);
    if (!step.ok) continue;
    accepted.push(event);
    state = step.state;
    look(state, model);
  }
  return { state, model, accepted };
}

function asTicked(question: SessionState["questions"][number]): TickedQuestion {
  const { rawMs, activeMs } = measured(question, SESSION_TARGET);
  const { id, startedAt, removed } = question;
  return { id, from: startedAt, to: startedAt + rawMs, active: activeMs, removed };
}

const histories = fc.array(press, { maxLength: 24 });

describe("a session", () => {
  it("agrees with the labels of its single ticks after every press", () => {
    fc.assert(
      fc.property(histories, (presses) => {
        walk(presses, (state, model) => {
          expect(state.questions.map(asTicked)).toEqual(model.closed());
          expect(state.live?.current.id ?? null).toBe(model.current?.id ?? null);
          if (!state.live || !model.current) return;
          expect(state.live.current.startedAt).toBe(model.current.startedAt);
          expect(state.live.pausedAt !== null).toBe(model.paused);
          expect(activeMsAt(state.live, state.lastEventAt)).toBe(model.activeOfCurrent());
        });
      }),
      { numRuns: runs(5_000) },
    );
  }, 120_000);

  it("counts no question of zero length, and its totals are the sums of what it counts", () => {
    fc.assert(
      fc.property(histories, (presses) => {
        const { state, model } = walk(presses, () => {});
        const counted = model.closed().filter(({ removed }) => !removed);
        expect(countedQuestions(state).map(({ id }) => id)).toEqual(counted.map(({ id }) => id));
        const estimates = new Map(
          eventsOf(presses).map((event) => [event.id, "estimateMs" in event ? event.estimateMs : null]),
        );
        const sum = (of: (question: TickedQuestion) => number) =>
          counted.reduce((total, question) => total + of(question), 0);
        expect(sessionTotals(state, SESSION_TARGET)).toEqual({
          questionCount: counted.length,
          rawMs: sum(({ from, to }) => to - from),
          activeMs: sum(({ active }) => active),
          targetMs: sum(({ id }) => estimates.get(id) ?? SESSION_TARGET),
        });
      }),
      { numRuns: runs(3_000) },
    );
  }, 120_000);

  it("keeps its questions in order and disjoint, with disjoint pauses inside them", () => {
    fc.assert(
      fc.property(histories, (presses) => {
        walk(presses, (state) => {
          let free = state.startedAt;
          const running = state.live ? [{ ...state.live.current, endedAt: state.lastEventAt }] : [];
          for (const question of [...state.questions, ...running]) {
            expect(question.startedAt).toBeGreaterThanOrEqual(free);
            let from = question.startedAt;
            for (const pause of question.pauses) {
              expect(pause.from).toBeGreaterThanOrEqual(from);
              expect(pause.to).toBeGreaterThan(pause.from);
              from = pause.to;
            }
            expect(question.endedAt).toBeGreaterThanOrEqual(from);
            free = question.endedAt;
          }
          for (const question of state.questions) {
            expect(question.endedAt).toBeGreaterThan(question.startedAt);
          }
        });
      }),
      { numRuns: runs(2_000) },
    );
  }, 120_000);

  it("folded from any length of its log is exactly what the single steps gave", () => {
    fc.assert(
      fc.property(histories, (presses) => {
        const stepped: SessionState[] = [];
        const { accepted } = walk(presses, (state) => stepped.push(state));
        for (const [index, state] of stepped.entries()) {
          expect(foldSession(accepted.slice(0, index + 1))).toEqual(state);
        }
      }),
      { numRuns: runs(2_000) },
    );
  }, 120_000);

  it("refuses a log that it would not have written", () => {
    expect(() => foldSession([])).toThrow(RangeError);
    expect(() => foldSession([{ id: "a", type: "PAUSE", at: 1, estimateMs: null }])).toThrow(RangeError);
    expect(() => foldSession([first, { id: "a", type: "UNDO", at: START + 1, estimateMs: null }])).toThrow(
      "NothingToUndo",
    );
  });
});
