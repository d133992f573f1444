import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aRunningTimer, PRESENT, secondsFromNow } from "../timers/timer-fixture.ts";
import { endedRuns, endingKey } from "./run-endings.ts";

const ended = (timer: Parameters<typeof endedRuns>[0][number]) => endedRuns([timer], PRESENT);

/** A plan's break that began so many seconds ago, at the end of the work or later. */
function aBreak(beganAgo: number, workEndedAgo: number) {
  const work = { id: "work", end: "COMPLETED", lengthSeconds: 1500, phase: "WORK" } as const;
  return aRunningTimer(300 - beganAgo, {
    runId: "break",
    phase: "SHORT_BREAK",
    startedAt: secondsFromNow(-beganAgo),
    lastRun: { ...work, endedAt: secondsFromNow(-workEndedAgo), announcedAt: null },
  });
}

describe("runs that are over", () => {
  it("are those of timers that the server has completed", () => {
    expect(ended(anEndedTimer(5))).toMatchObject([
      { runId: "run-1", endedAt: PRESENT - 5000, lengthMs: 2_700_000, isConfirmed: true, isAnnounced: false },
    ]);
  });

  it("are those whose end has come, as yet unconfirmed", () => {
    expect(ended(aRunningTimer(-1))).toMatchObject([{ endedAt: PRESENT - 1000, isConfirmed: false }]);
  });

  it("are none of timers that run, wait or were stopped", () => {
    const paused = aLiveTimer({ status: "PAUSED", runId: "run-1", remainingSeconds: 5 });
    const stopped = aLiveTimer({ status: "STOPPED", runId: "run-1", endedAt: secondsFromNow(-5) });
    expect(endedRuns([aRunningTimer(1), paused, stopped], PRESENT)).toEqual([]);
  });

  it("know whether a device has announced them, not whether the run before was", () => {
    const run = { id: "run-1", end: "COMPLETED", lengthSeconds: 2700, phase: null } as const;
    const lastRun = { ...run, endedAt: secondsFromNow(-5), announcedAt: secondsFromNow(-4) };
    expect(ended(anEndedTimer(5, { lastRun }))).toMatchObject([{ isAnnounced: true }]);
    expect(ended(aRunningTimer(-1, { runId: "run-2", lastRun }))).toMatchObject([{ isAnnounced: false }]);
  });

  it("are also the phases that a plan has gone on from by itself", () => {
    expect(ended(aBreak(2, 2))).toMatchObject([{ runId: "work", phase: "WORK", wentOn: true }]);
  });

  it("are no phases that somebody has gone on from, nor those that are no news", () => {
    expect(ended(aBreak(2, 30))).toEqual([]);
    expect(ended(aBreak(70, 70))).toEqual([]);
  });

  it("are other ends when they were extended before", () => {
    const [early] = ended(aRunningTimer(-9));
    const [late] = ended(anEndedTimer(3));
    expect(early && endingKey(early)).not.toBe(late && endingKey(late));
  });
});
