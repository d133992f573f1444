import { countdown } from "@pacekeeper/domain/tasks/watched-timers";
import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aPausedTimer, aRunningTimer, PRESENT } from "./timer-fixture.ts";
import { guessOf } from "./timer-presses.ts";

const endsIn = (timer: { readonly endsAt: string | null } | null) =>
  timer?.endsAt ? countdown(Date.parse(timer.endsAt) - PRESENT) : null;

describe("a press shows at once what the server will make of it", () => {
  it("a pause keeps what is left, and resuming goes on with that", () => {
    const paused = guessOf(aRunningTimer(1104), { action: "pause" }, PRESENT);
    expect(paused).toMatchObject({ status: "PAUSED", remainingSeconds: 1104, endsAt: null });
    const resumed = paused && guessOf(paused, { action: "resume" }, PRESENT);
    expect(resumed?.status).toBe("RUNNING");
    expect(endsIn(resumed)).toBe("18:24");
  });

  it("five minutes more are five minutes more, running or paused", () => {
    const more = { action: "extend", seconds: 300, idempotencyKey: "key" } as const;
    const extended = guessOf(aRunningTimer(600), more, PRESENT);
    expect(extended?.lengthSeconds).toBe(3000);
    expect(endsIn(extended)).toBe("15:00");
    expect(guessOf(aPausedTimer(600), more, PRESENT)?.remainingSeconds).toBe(900);
  });

  it("past the end they are the length of a new run", () => {
    const more = { action: "extend", seconds: 300, idempotencyKey: "key" } as const;
    const extended = guessOf(aRunningTimer(-20), more, PRESENT);
    expect(extended).toMatchObject({ status: "RUNNING", lengthSeconds: 300, endedAt: null });
    expect(endsIn(extended)).toBe("05:00");
  });

  it("a start begins a phase where one is wanted", () => {
    const start = { action: "start", seconds: 300, phase: "SHORT_BREAK", worksDone: 1 } as const;
    expect(guessOf(anEndedTimer(9, { phase: "WORK" }), start, PRESENT)).toMatchObject({
      status: "RUNNING",
      phase: "SHORT_BREAK",
      worksDone: 1,
    });
    const plain = { action: "start", seconds: 60, phase: null, worksDone: 0 } as const;
    expect(guessOf(aLiveTimer({ phase: "WORK" }), plain, PRESENT)?.phase).toBeNull();
  });

  it("what the rule refuses shows nothing", () => {
    expect(guessOf(aLiveTimer(), { action: "pause" }, PRESENT)).toBeNull();
    expect(guessOf(aRunningTimer(60), { action: "reset" }, PRESENT)).toBeNull();
    expect(guessOf(aRunningTimer(-1), { action: "pause" }, PRESENT)).toBeNull();
  });
});
