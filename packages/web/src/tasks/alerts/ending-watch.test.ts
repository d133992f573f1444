import { beforeEach, describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aRunningTimer, PRESENT, secondsFromNow } from "../timers/timer-fixture.ts";
import { type Circumstances, createEndingWatch, isStillOver } from "./ending-watch.ts";
import { endedRuns } from "./run-endings.ts";

const online = (secondsLater = 0): Circumstances => ({
  now: PRESENT + secondsLater * 1000,
  isOffline: false,
  isLoaded: true,
});
const announced = {
  id: "run-1",
  endReason: "COMPLETED",
  endedAt: secondsFromNow(-5),
  lengthSeconds: 2700,
  phase: null,
  announcedAt: secondsFromNow(-5),
} as const;
const endedElsewhere = anEndedTimer(5, { lastRun: announced });

describe("the ends that a tab announces", () => {
  let done: string[] = [];
  let doubts = 0;
  const aWatch = () =>
    createEndingWatch({
      wasDone: (key) => done.includes(key),
      onDoubt: () => {
        doubts += 1;
      },
    });
  beforeEach(() => {
    done = [];
    doubts = 0;
  });

  it("are announced once", () => {
    const watch = aWatch();
    expect(watch.newIn([anEndedTimer(5)], online())).toHaveLength(1);
    expect(watch.newIn([anEndedTimer(5)], online())).toEqual([]);
  });

  it("include every run that it saw running, whichever tab or device rings", () => {
    const watch = aWatch();
    watch.newIn([aRunningTimer(10)], online());
    done = [`run-1 ${PRESENT - 5000}`];
    expect(watch.newIn([endedElsewhere], online())).toHaveLength(1);
  });

  it("include earlier ends unless a tab or device announced them", () => {
    expect(aWatch().newIn([endedElsewhere], online())).toEqual([]);
    done = [`run-1 ${PRESENT - 5000}`];
    expect(aWatch().newIn([anEndedTimer(5)], online())).toEqual([]);
    done = [];
    expect(aWatch().newIn([anEndedTimer(5)], online())).toHaveLength(1);
  });

  it("wait for the server while only the cache knows them", () => {
    const watch = aWatch();
    expect(watch.newIn([anEndedTimer(5)], { ...online(), isLoaded: false })).toEqual([]);
    expect(watch.newIn([anEndedTimer(5)], online())).toHaveLength(1);
  });

  it("by this device's clock are checked with the server, and believed if no answer comes", () => {
    const watch = aWatch();
    const timer = aRunningTimer(0);
    expect(watch.newIn([timer], online(0.5))).toEqual([]);
    expect(doubts).toBe(0);
    expect(watch.newIn([timer], online(2))).toEqual([]);
    expect(watch.newIn([timer], online(3))).toEqual([]);
    expect(doubts).toBe(1);
    expect(watch.newIn([timer], online(13))).toHaveLength(1);
  });

  it("by this device's clock are believed at once while the server is out of reach", () => {
    expect(aWatch().newIn([aRunningTimer(0)], { ...online(0.1), isOffline: true })).toHaveLength(1);
    expect(doubts).toBe(0);
  });

  it("do not include a run that was extended before its end", () => {
    const watch = aWatch();
    watch.newIn([aRunningTimer(0)], online(0.5));
    expect(watch.newIn([aRunningTimer(300)], online(2))).toEqual([]);
    expect(watch.newIn([aRunningTimer(300)], { ...online(301), isOffline: true })).toHaveLength(1);
  });
});

describe("the announcement of an end", () => {
  const [run] = endedRuns([anEndedTimer(5)], PRESENT);
  it.each([
    ["stays true while the timer is over", anEndedTimer(5), true],
    ["stays true when this device knew of it first", aRunningTimer(-5), true],
    ["is no longer true after a reset", aLiveTimer({ runId: "run-1" }), false],
    ["is no longer true when the timer runs again", aRunningTimer(300, { runId: "run-2" }), false],
    ["is no longer true after an extension", aRunningTimer(300), false],
  ])("%s", (_what, timer, expected) => {
    expect(run && isStillOver(run, [timer])).toBe(expected);
  });
});
