import { countdown } from "@pacekeeper/domain/tasks/watched-timers";
import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aPausedTimer, aRunningTimer, PRESENT } from "./timer-fixture.ts";
import { guessOf } from "./timer-presses.ts";

const endsIn = (timer: { readonly endsAt: string | null } | null) =>
  timer?.endsAt ? countdown(Date.parse(timer.endsAt) - PRESENT) : null;

describe("the optimistic state after a press", () => {
  it("keeps the remaining time on a pause and continues with it on a resume", () => {
    const paused = guessOf(aRunningTimer(1104), { action: "pause" }, PRESENT);
    expect(paused).toMatchObject({ status: "PAUSED", remainingSeconds: 1104, endsAt: null });
    const resumed = paused && guessOf(paused, { action: "resume" }, PRESENT);
    expect(resumed?.status).toBe("RUNNING");
    expect(endsIn(resumed)).toBe("18:24");
  });

  it("adds five minutes, running or paused", () => {
    const more = { action: "extend", seconds: 300, idempotencyKey: "key" } as const;
    const extended = guessOf(aRunningTimer(600), more, PRESENT);
    expect(extended?.lengthSeconds).toBe(3000);
    expect(endsIn(extended)).toBe("15:00");
    expect(guessOf(aPausedTimer(600), more, PRESENT)?.remainingSeconds).toBe(900);
  });

  it("starts a new run when time is added past the end", () => {
    const more = { action: "extend", seconds: 300, idempotencyKey: "key" } as const;
    const extended = guessOf(aRunningTimer(-20), more, PRESENT);
    expect(extended).toMatchObject({ status: "RUNNING", lengthSeconds: 300, endedAt: null });
    expect(endsIn(extended)).toBe("05:00");
  });

  it("starts a phase of a plan if the press asks for one", () => {
    const start = { action: "start", seconds: 300, phase: "SHORT_BREAK", worksDone: 1 } as const;
    expect(guessOf(anEndedTimer(9, { phase: "WORK" }), start, PRESENT)).toMatchObject({
      status: "RUNNING",
      phase: "SHORT_BREAK",
      worksDone: 1,
    });
    const plain = { action: "start", seconds: 60, phase: null, worksDone: 0 } as const;
    expect(guessOf(aLiveTimer({ phase: "WORK" }), plain, PRESENT)?.phase).toBeNull();
  });

  it("is null for a press that the rules refuse", () => {
    expect(guessOf(aLiveTimer(), { action: "pause" }, PRESENT)).toBeNull();
    expect(guessOf(aRunningTimer(60), { action: "reset" }, PRESENT)).toBeNull();
    expect(guessOf(aRunningTimer(-1), { action: "pause" }, PRESENT)).toBeNull();
  });
});
