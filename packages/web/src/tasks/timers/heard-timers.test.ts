import { describe, expect, it } from "vitest";
import { type HeardTimers, watchedOf, withAnswer, withCached, withTimer } from "./heard-timers.ts";
import { aLiveTimer, anEndedTimer, aRunningTimer, secondsFromNow } from "./timer-fixture.ts";

const heard = (...timers: Parameters<typeof withTimer>[1][]): HeardTimers =>
  timers.reduce<HeardTimers>(withTimer, new Map());
const never = () => false;
const always = () => true;

describe("a word about a timer", () => {
  it("of a higher version takes the place of the one before, even if it was said earlier", () => {
    const paused = aLiveTimer({ status: "PAUSED", version: 3, serverTime: secondsFromNow(-5) });
    expect(heard(aRunningTimer(60, { version: 2 }), paused).get("timer-1")).toBe(paused);
  });

  it("of a lower version changes nothing", () => {
    const before = heard(aRunningTimer(60, { version: 4 }));
    expect(withTimer(before, aLiveTimer({ status: "STOPPED", version: 3 }))).toBe(before);
  });

  it("of the same version counts when it was said later: a timer completes without one", () => {
    const ended = anEndedTimer(0, { version: 2, serverTime: secondsFromNow(1) });
    const running = aRunningTimer(0, { version: 2, serverTime: secondsFromNow(-60) });
    expect(heard(running, ended).get("timer-1")).toBe(ended);
    expect(heard(ended, running).get("timer-1")).toBe(ended);
  });
});

describe("the server's list", () => {
  const other = aRunningTimer(30, { id: "timer-2", runId: "run-2" });

  it("takes away what is not in it", () => {
    expect(watchedOf(withAnswer(heard(aRunningTimer(60), other), [other], never))).toEqual([other]);
  });

  it("leaves what was heard of after the question was asked", () => {
    const known = heard(aRunningTimer(60));
    expect(watchedOf(withAnswer(known, [], always))).toHaveLength(1);
  });

  it("brings back nothing that was stopped after the question was asked", () => {
    const stopped = heard(aLiveTimer({ status: "STOPPED", version: 5 }));
    expect(watchedOf(withAnswer(stopped, [aRunningTimer(60, { version: 4 })], always))).toEqual([]);
  });
});

it("the cache tells news of timers that are known, and brings back no others", () => {
  const known = heard(aRunningTimer(60, { version: 2 }));
  const paused = aLiveTimer({ status: "PAUSED", version: 3 });
  const gone = aRunningTimer(30, { id: "timer-2" });
  expect(watchedOf(withCached(known, [paused, gone]))).toEqual([paused]);
});

it("those are watched that run, wait or are over, in this order, the next to end first", () => {
  const timers = [
    anEndedTimer(10, { id: "over" }),
    aLiveTimer({ id: "paused", status: "PAUSED", runId: "run-9" }),
    aRunningTimer(90, { id: "later" }),
    aRunningTimer(30, { id: "next" }),
    aLiveTimer({ id: "stopped", status: "STOPPED" }),
    aLiveTimer({ id: "idle" }),
  ];
  expect(watchedOf(heard(...timers)).map(({ id }) => id)).toEqual(["next", "later", "paused", "over"]);
});
