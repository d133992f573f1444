import { activeMsAt } from "@pacekeeper/domain/tracking/live";
import { foldSession, sessionTotals } from "@pacekeeper/domain/tracking/session";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { project } from "./project.ts";
import { anOpening, aPress, aSession, knowing, MINUTE, NINE } from "./testing/facts.ts";

const shown = (
  session: ReturnType<typeof aSession> | null,
  presses: ReturnType<typeof aPress>[],
  minutes: number,
) => project(knowing(session, presses), NINE + minutes * MINUTE);

describe("what is shown before the server answers", () => {
  it("is the server's state while nothing is queued", () => {
    const { live, totals, key } = shown(aSession(14), [], 72);
    expect({ pausedAt: live?.pausedAt, count: totals.questionCount, key }).toEqual({
      pausedAt: null,
      count: 14,
      key: "session-1",
    });
  });

  it("closes a question with NEXT, for the session and for the day", () => {
    const { totals, day, live } = shown(aSession(14), [aPress("NEXT", 74)], 75);
    expect(totals).toMatchObject({ questionCount: 15, activeMs: 14 * 5 * MINUTE + 4 * MINUTE });
    expect(day).toMatchObject({ questionCount: 21, activeMs: 6e6 + 4 * MINUTE });
    expect(live?.current.startedAt).toBe(NINE + 74 * MINUTE);
  });

  it("uses the page's estimate as the target of the question that starts", () => {
    const next = aPress("NEXT", 74, { estimatedSeconds: 180 });
    expect(shown(aSession(14), [next], 75).targetMs).toBe(180_000);
  });

  it("stands still while paused, and does not count the pause", () => {
    const paused = shown(aSession(1), [aPress("PAUSE", 6)], 30);
    expect(paused.live?.pausedAt).toBe(NINE + 6 * MINUTE);
    const resumed = shown(aSession(1), [aPress("PAUSE", 6), aPress("PAUSE", 10), aPress("NEXT", 11)], 30);
    expect(resumed.totals.activeMs).toBe(7 * MINUTE);
  });

  it("takes a queued question back with UNDO, for the session and the day", () => {
    const { totals, day, live } = shown(aSession(14), [aPress("NEXT", 74), aPress("UNDO", 76)], 77);
    expect(totals.questionCount).toBe(14);
    expect(day?.questionCount).toBe(20);
    expect(live?.current.startedAt).toBe(NINE + 70 * MINUTE);
  });

  it("waits for the server if an UNDO concerns a question the server reported", () => {
    const { totals, live } = shown(aSession(14), [aPress("UNDO", 71)], 72);
    expect(totals.questionCount).toBe(14);
    expect(live?.current.startedAt).toBe(NINE + 70 * MINUTE);
  });

  it("ends with EXIT and keeps the totals", () => {
    const { live, totals } = shown(aSession(2), [aPress("EXIT", 12)], 13);
    expect({ live, count: totals.questionCount }).toEqual({ live: null, count: 3 });
  });

  it("opens a session offline and continues it", () => {
    const opening = anOpening(1);
    const next = aPress("NEXT", 5, { sessionKey: opening.clientEventId });
    const { key, totals, day } = shown(null, [opening, next], 6);
    expect(key).toBe(opening.clientEventId);
    expect(totals).toMatchObject({ questionCount: 1, activeMs: 4 * MINUTE });
    expect(day?.questionCount).toBe(21);
  });

  it("continues a session that was opened elsewhere meanwhile, under either key", () => {
    const opening = anOpening(11);
    const pause = aPress("PAUSE", 12, { sessionKey: opening.clientEventId });
    const { key, live, totals } = shown(aSession(2), [opening, pause], 13);
    expect({ key, pausedAt: live?.pausedAt, count: totals.questionCount }).toEqual({
      key: "session-1",
      pausedAt: NINE + 12 * MINUTE,
      count: 3,
    });
  });

  it("does not apply presses of one session to another", () => {
    const { live, totals } = shown(aSession(2), [aPress("EXIT", 12, { sessionKey: "session-0" })], 13);
    expect({ running: live !== null, count: totals.questionCount }).toEqual({ running: true, count: 2 });
  });

  it("uses the server's clock if this device's clock is wrong", () => {
    const known = { ...knowing(aSession(2), [aPress("NEXT", 14 - 60)]), ahead: 60 * MINUTE };
    const { totals } = project(known, NINE - 45 * MINUTE);
    expect(totals.activeMs).toBe(14 * MINUTE);
  });

  it("leaves the day out once it is over", () => {
    expect(shown(null, [], 15 * 60 - 1).day).not.toBeNull();
    expect(shown(null, [], 15 * 60).day).toBeNull();
  });
});

describe("abandonment", () => {
  it("ends a session after four hours without an event", () => {
    expect(shown(aSession(0), [], 4 * 60 - 1).live).not.toBeNull();
    expect(shown(aSession(0), [], 4 * 60).live).toBeNull();
  });

  it("lets a NEXT after the gap open a new session, without the question that was running", () => {
    const { live, totals } = shown(aSession(2), [anOpening(600)], 601);
    expect(live?.current.startedAt).toBe(NINE + 600 * MINUTE);
    expect(totals.questionCount).toBe(0);
  });

  it("ignores any other press after the gap", () => {
    expect(shown(aSession(2), [aPress("PAUSE", 600)], 601).live).toBeNull();
  });
});

describe("any queue that opens a session", () => {
  const steps = fc.array(
    fc.record({ type: fc.constantFrom("NEXT", "PAUSE", "UNDO"), gap: fc.integer({ min: 1, max: 20 }) }),
    { maxLength: 30 },
  );

  it("matches the domain's fold of the same events", () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const opening = anOpening(0);
        let minutes = 0;
        let closed = 0;
        const presses = [opening];
        for (const { type, gap } of drawn) {
          minutes += gap;
          if (type === "UNDO" && closed === 0) continue;
          closed += type === "NEXT" ? 1 : type === "UNDO" ? -1 : 0;
          presses.push(aPress(type, minutes, { sessionKey: opening.clientEventId }));
        }
        const events = presses.map(({ type, clientEventId: id, occurredAt }) => {
          return { id, type, at: Date.parse(occurredAt), estimateMs: null };
        });
        const state = foldSession(events);
        const { questionCount, activeMs } = sessionTotals(state, 330_000);
        const { live, totals, clock } = shown(null, presses, minutes + 1);
        expect(totals).toEqual({ questionCount, activeMs });
        expect(live && activeMsAt(live, clock)).toBe(state.live && activeMsAt(state.live, clock));
      }),
    );
  });
});
