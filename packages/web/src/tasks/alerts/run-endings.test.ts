import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aRunningTimer, PRESENT, secondsFromNow } from "../timers/timer-fixture.ts";
import { endedRuns, endingKey } from "./run-endings.ts";

const ended = (timer: Parameters<typeof endedRuns>[0][number]) => endedRuns([timer], PRESENT);

/** A plan's break that began `beganAgo` seconds ago, after work that ended `workEndedAgo` seconds ago. */
function aBreak(beganAgo: number, workEndedAgo: number) {
  const work = { id: "work", endReason: "COMPLETED", lengthSeconds: 1500, phase: "WORK" } as const;
  return aRunningTimer(300 - beganAgo, {
    runId: "break",
    phase: "SHORT_BREAK",
    startedAt: secondsFromNow(-beganAgo),
    lastRun: { ...work, endedAt: secondsFromNow(-workEndedAgo), announcedAt: null },
  });
}

describe("runs that are over", () => {
  it("include timers that the server has completed", () => {
    expect(ended(anEndedTimer(5))).toMatchObject([
      { runId: "run-1", endedAt: PRESENT - 5000, lengthMs: 2_700_000, isConfirmed: true, isAnnounced: false },
    ]);
  });

  it("include runs past their end that are not confirmed yet", () => {
    expect(ended(aRunningTimer(-1))).toMatchObject([{ endedAt: PRESENT - 1000, isConfirmed: false }]);
  });

  it("do not include running, paused or stopped timers", () => {
    const paused = aLiveTimer({ status: "PAUSED", runId: "run-1", remainingSeconds: 5 });
    const stopped = aLiveTimer({ status: "STOPPED", runId: "run-1", endedAt: secondsFromNow(-5) });
    expect(endedRuns([aRunningTimer(1), paused, stopped], PRESENT)).toEqual([]);
  });

  it("know whether they were announced, whatever holds for the run before", () => {
    const run = { id: "run-1", endReason: "COMPLETED", lengthSeconds: 2700, phase: null } as const;
    const lastRun = { ...run, endedAt: secondsFromNow(-5), announcedAt: secondsFromNow(-4) };
    expect(ended(anEndedTimer(5, { lastRun }))).toMatchObject([{ isAnnounced: true }]);
    expect(ended(aRunningTimer(-1, { runId: "run-2", lastRun }))).toMatchObject([{ isAnnounced: false }]);
  });

  it("include phases that the plan continued from automatically", () => {
    expect(ended(aBreak(2, 2))).toMatchObject([{ runId: "work", phase: "WORK", wentOn: true }]);
  });

  it("do not include phases that were continued by hand, nor old ones", () => {
    expect(ended(aBreak(2, 30))).toEqual([]);
    expect(ended(aBreak(70, 70))).toEqual([]);
  });

  it("have a different key after an extension", () => {
    const [early] = ended(aRunningTimer(-9));
    const [late] = ended(anEndedTimer(3));
    expect(early && endingKey(early)).not.toBe(late && endingKey(late));
  });
});
