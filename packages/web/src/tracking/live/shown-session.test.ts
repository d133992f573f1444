import { activeMsAt } from "@pacekeeper/domain/tracking/live";
import { describe, expect, test } from "vitest";
import { aRunningSession, minute, withPending } from "../session-fixture.ts";
import {
  after,
  type PendingEvent,
  questionNumber,
  refusalOf,
  shownFrom,
  shownStatus,
  totalsOf,
} from "./shown-session.ts";

const MINUTE = 60_000;
const settings = { targetMs: 330_000, abandonAfterHours: 4 };

let made = 0;
function press(type: PendingEvent["type"], after9: number): PendingEvent {
  made += 1;
  return { clientEventId: `press-${made}`, type, at: minute(after9) };
}

function shown(...events: PendingEvent[]) {
  return withPending(shownFrom(aRunningSession()), events, settings);
}

describe("the session on the screen", () => {
  test("is the server's while nothing was pressed", () => {
    const session = shown();
    expect(session && questionNumber(session)).toBe(15);
    expect(session && totalsOf(session)).toMatchObject({ questionCount: 14, activeMs: 14 * 300_000 });
  });

  test("shows the next question before the server has answered", () => {
    const session = shown(press("NEXT", 74));
    expect(session && questionNumber(session)).toBe(16);
    expect(session && totalsOf(session).activeMs).toBe(14 * 300_000 + 4 * MINUTE);
    expect(session?.state.live && activeMsAt(session.state.live, minute(75))).toBe(MINUTE);
  });

  test("pauses and resumes, with a stopped clock in between", () => {
    const paused = shown(press("PAUSE", 72));
    expect(shownStatus(paused)).toBe("PAUSED");
    const resumed = shown(press("PAUSE", 72), press("PAUSE", 80));
    expect(resumed?.state.live && activeMsAt(resumed.state.live, minute(81))).toBe(3 * MINUTE);
  });

  test("resumes the last question with its original start", () => {
    const session = shown(press("UNDO", 72));
    expect(session && questionNumber(session)).toBe(14);
    expect(session?.state.live?.current.startedAt).toBe(minute(65));
  });

  test("ignores an undo whose question was not loaded", () => {
    const session = shown(press("UNDO", 71), press("UNDO", 72), press("UNDO", 73));
    expect(session && questionNumber(session)).toBe(13);
  });

  test("ends with its totals", () => {
    const before = shown();
    const step = after(before, press("EXIT", 75), settings);
    expect(step.shown).toBeNull();
    expect(step.ended && totalsOf(step.ended).questionCount).toBe(15);
  });

  test("is a new one, keyed by its own event, after an exit and a next", () => {
    const next = press("NEXT", 80);
    const session = shown(press("EXIT", 75), next);
    expect(session).toMatchObject({ id: null, key: next.clientEventId });
    expect(session && questionNumber(session)).toBe(1);
  });

  test("is a new one once the old one counts as abandoned", () => {
    expect(shown(press("NEXT", 70 + 4 * 60))?.id).toBeNull();
    expect(shown(press("NEXT", 69 + 4 * 60))?.id).toBe("session");
  });

  test("never dates an event before the last known one", () => {
    const session = shown(press("NEXT", 60));
    expect(session && questionNumber(session)).toBe(15);
    expect(session?.state.lastEventAt).toBe(minute(70));
  });

  test("skips a removed question on undo, and counts its time as a pause", () => {
    const facts = aRunningSession();
    const [first, second] = facts.questions.nodes;
    if (!first || !second) throw new Error("the fixture has two questions");
    const session = withPending(
      shownFrom({
        ...facts,
        questionCount: 13,
        rawSeconds: 13 * 300,
        activeSeconds: 13 * 300,
        questions: { nodes: [first] },
        removedQuestions: [second],
      }),
      [press("UNDO", 72)],
      settings,
    );
    expect(session?.state.live?.current.id).toBe("question-13");
    expect(session?.state.live && activeMsAt(session.state.live, minute(72))).toBe(7 * MINUTE);
  });
});

describe("what a press may do", () => {
  test("comes from the same table as on the server", () => {
    expect(refusalOf(null, "NEXT")).toBeNull();
    expect(refusalOf(null, "PAUSE")).toBe("No session is running. Press Next to start one.");
    expect(refusalOf(shown(press("PAUSE", 72)), "NEXT")).toBeNull();
  });

  test("undo needs a closed question", () => {
    const first = withPending(null, [press("NEXT", 0)], settings);
    expect(refusalOf(first, "UNDO")).toBe("Nothing to undo: question 1 is still running.");
    expect(refusalOf(shown(), "UNDO")).toBeNull();
  });
});
