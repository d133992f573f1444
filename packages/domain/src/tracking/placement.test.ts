import { describe, expect, it } from "vitest";
import type { DriveEventType } from "./events.ts";
import { type PlacedSession, type PlacementFacts, placeEvent } from "./placement.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NINE = Date.UTC(2026, 10, 20, 9);

/** A session that has run since 09:00; its last event was at 10:00. */
function aSession(more: Partial<PlacedSession> = {}): PlacedSession {
  const standing = { abandonAfterHours: 4, endReason: null, deleted: false } as const;
  return { startedAt: NINE, lastEventAt: NINE + HOUR, ...standing, ...more };
}

interface Situation extends Partial<PlacementFacts<PlacedSession>> {
  readonly at: number;
  readonly type?: DriveEventType;
}

function place({ at, type = "PAUSE", ...facts }: Situation) {
  return placeEvent<PlacedSession>({
    type,
    time: { at, clockAdjusted: false },
    naming: "none",
    current: null,
    named: null,
    namedIsCurrent: false,
    nextStartedAt: null,
    ...facts,
  });
}

const refused = (refusal: string) => ({ kind: "refuse", refusal });
const others = ["PAUSE", "UNDO", "EXIT"] as const;
const all = ["NEXT", ...others] as const;
const current = aSession();
const running = { current };
const soon = NINE + HOUR + MINUTE;

describe("an event without a name", () => {
  it("means the active session", () => {
    for (const type of all) {
      expect(place({ type, at: soon, ...running })).toMatchObject({ kind: "continue", session: current });
    }
  });

  it("opens a session when it is a NEXT and none is active, and is refused when it is any other event", () => {
    expect(place({ type: "NEXT", at: soon })).toMatchObject({
      kind: "open",
      past: false,
      time: { at: soon },
    });
    for (const type of others) expect(place({ type, at: soon })).toEqual(refused("NoActiveSession"));
  });

  it("happens no earlier than the session's last event", () => {
    expect(place({ at: NINE - HOUR, ...running })).toMatchObject({
      kind: "continue",
      time: { at: NINE + HOUR, clockAdjusted: true },
    });
  });
});

describe("abandonment", () => {
  const almost = NINE + 5 * HOUR - 1;
  const full = NINE + 5 * HOUR;

  it("comes with a gap of four hours, not a millisecond sooner", () => {
    for (const type of all)
      expect(place({ type, at: almost, ...running })).toMatchObject({ kind: "continue" });
    for (const type of others) {
      expect(place({ type, at: full, ...running })).toEqual(refused("NoActiveSession"));
    }
  });

  it("lets a NEXT after the gap end the old session and open a new one", () => {
    expect(place({ type: "NEXT", at: full, ...running })).toMatchObject({
      kind: "open",
      past: false,
      abandonsCurrent: true,
      time: { at: full },
    });
  });

  it.each([1, 24])("follows the session's own limit of %d hours", (abandonAfterHours) => {
    const session = aSession({ abandonAfterHours });
    const end = session.lastEventAt + abandonAfterHours * HOUR;
    expect(place({ at: end - 1, current: session })).toMatchObject({ kind: "continue" });
    expect(place({ at: end, current: session })).toEqual(refused("NoActiveSession"));
  });

  it("does not depend on the sweeper: its mark on the current session changes nothing", () => {
    const marked = aSession({ endReason: "ABANDONED" });
    for (const at of [soon, almost, full]) {
      for (const type of all) {
        expect(place({ type, at, current: marked }).kind).toBe(place({ type, at, ...running }).kind);
      }
    }
  });
});

describe("an event that names a session", () => {
  const named = (session: PlacedSession | null, more: Partial<Situation> = {}) =>
    place({ naming: "key", named: session, at: soon, ...more });

  it("goes to that session even if another one is active", () => {
    const meant = aSession({ endReason: "ABANDONED", startedAt: NINE - HOUR, lastEventAt: NINE - MINUTE });
    expect(named(meant, { at: NINE, ...running })).toMatchObject({ kind: "continue", session: meant });
  });

  it("goes to the active session if it names that one", () => {
    expect(named(current, { ...running, namedIsCurrent: true })).toMatchObject({
      kind: "continue",
      session: current,
    });
  });

  it("is refused when an EXIT ended that session, even a NEXT and even if another one is active", () => {
    const ended = aSession({ endReason: "EXIT" });
    for (const type of all) {
      expect(named(ended, { type })).toEqual(refused("SessionEnded"));
      expect(named(ended, { type, ...running })).toEqual(refused("SessionEnded"));
    }
  });

  it("is refused when that session was deleted, however it ended", () => {
    for (const endReason of ["EXIT", "ABANDONED", null] as const) {
      expect(named(aSession({ deleted: true, endReason }), running)).toEqual(refused("SessionDeleted"));
    }
  });

  it("is refused when there is no such session", () => {
    expect(named(null, running)).toEqual(refused("UnknownSession"));
  });

  it("continues a session that was only presumed abandoned, capped at the next one's start", () => {
    const meant = aSession({ endReason: "ABANDONED" });
    const nextStartedAt = NINE + 2 * HOUR;
    const cappedAt = (at: number) => named(meant, { at, nextStartedAt, ...running });
    expect(cappedAt(nextStartedAt - MINUTE)).toMatchObject({
      kind: "continue",
      time: { at: nextStartedAt - MINUTE },
    });
    expect(cappedAt(nextStartedAt + HOUR)).toMatchObject({
      kind: "continue",
      session: meant,
      time: { at: nextStartedAt, clockAdjusted: true },
    });
    expect(named(meant, { at: NINE + 3 * HOUR })).toMatchObject({ time: { at: NINE + 3 * HOUR } });
  });

  it("is refused when that session's own gap is four hours or more", () => {
    const meant = aSession({ endReason: "ABANDONED" });
    const nextStartedAt = NINE + 30 * HOUR;
    for (const type of all) {
      const late = { type, at: NINE + 5 * HOUR, nextStartedAt };
      expect(named(meant, { ...late, ...running })).toEqual(refused("SessionEnded"));
    }
  });
});

describe("a NEXT that names itself", () => {
  const opens = (more: Situation) => place({ type: "NEXT", naming: "opens", ...more });

  it("opens a session where none is active", () => {
    expect(opens({ at: soon })).toMatchObject({ kind: "open", past: false, abandonsCurrent: false });
  });

  it("opens a past session before the active one's start", () => {
    expect(opens({ at: NINE - 1001, ...running })).toMatchObject({
      kind: "open",
      past: true,
      abandonsCurrent: false,
      time: { at: NINE - 1001 },
    });
  });

  it("continues the active one when both were pressed at once, even if this press is slightly earlier", () => {
    for (const at of [NINE - 1000, NINE - 1]) {
      expect(opens({ at, ...running })).toMatchObject({ kind: "continue", time: { at: NINE + HOUR } });
    }
  });

  it("otherwise continues the active one, from its very start on", () => {
    expect(opens({ at: NINE, ...running })).toMatchObject({ kind: "continue", time: { at: NINE + HOUR } });
    expect(opens({ at: soon, ...running })).toMatchObject({ kind: "continue", time: { at: soon } });
  });

  it("opens the next session when the active one's gap is too long", () => {
    expect(opens({ at: NINE + 6 * HOUR, ...running })).toMatchObject({ kind: "open", abandonsCurrent: true });
  });
});
