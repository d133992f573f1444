import { describe, expect, it } from "vitest";
import { ALLOWED_EVENTS, type SessionEvent } from "./events.ts";
import { statusOf } from "./live.ts";
import { placeEvent } from "./placement.ts";
import { applyEvent, foldSession } from "./session.ts";

const next = (id: string, at: number) => ({ id, type: "NEXT", at, estimateMs: null }) as const;
const pause: SessionEvent = { id: "pause", type: "PAUSE", at: 2, estimateMs: null };
const types = ALLOWED_EVENTS.RUNNING;

describe("what is allowed", () => {
  it.each(types)("when no session is active: %s", (type) => {
    const nothing = { current: null, named: null, namedIsCurrent: false, nextStartedAt: null } as const;
    const time = { at: 3, clockAdjusted: false };
    const placed = placeEvent({ type, time, naming: "none", ...nothing });
    expect(placed.kind).toBe(ALLOWED_EVENTS.NONE.includes(type) ? "open" : "refuse");
  });

  it.each(types)("in a session with a closed question, running or paused: %s", (type) => {
    const running = foldSession([next("one", 0), next("two", 1)]);
    const paused = foldSession([next("one", 0), next("two", 1), pause]);
    for (const state of [running, paused]) {
      const step = applyEvent(state, { id: "three", type, at: 3, estimateMs: null });
      expect(step.ok).toBe(ALLOWED_EVENTS[statusOf(state.live)].includes(type));
    }
  });
});
