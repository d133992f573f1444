import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aRunningTimer, PRESENT } from "./timer-fixture.ts";
import { readTimer, readTimers, timersTitle } from "./timer-reading.ts";

const paused = aLiveTimer({ id: "paused", status: "PAUSED", runId: "run-3", remainingSeconds: 90 });

describe("a timer's reading", () => {
  it.each([
    ["counts down", aRunningTimer(1104), "running", "18:24"],
    ["shows a second until it is over", aRunningTimer(0.2), "running", "00:01"],
    ["stands while it is paused", paused, "paused", "01:30"],
    ["counts what is past its end", anEndedTimer(137), "over", "+02:17"],
    ["is over at its end, though the server has not said so", aRunningTimer(-137), "over", "+02:17"],
  ])("%s", (_what, timer, state, clock) => {
    expect(readTimer(timer, PRESENT)).toMatchObject({ state, clock });
  });

  it.each(["IDLE", "STOPPED"] as const)("is none of one that is %s", (status) => {
    expect(readTimer(aLiveTimer({ status }), PRESENT)).toBeNull();
  });
});

describe("several timers", () => {
  const timers = [
    aRunningTimer(90, { id: "later" }),
    aRunningTimer(30, { id: "next" }),
    paused,
    anEndedTimer(3600, { id: "long over" }),
    anEndedTimer(5, { id: "just over" }),
  ];

  it("are ordered by how they press", () => {
    const order = readTimers(timers, PRESENT).map(({ timer }) => timer.id);
    expect(order).toEqual(["just over", "next", "later", "long over", "paused"]);
  });

  it("give the title to the first that moves", () => {
    expect(timersTitle(readTimers(timers, PRESENT))).toBe("+00:05 · Laundry");
    expect(timersTitle(readTimers([paused, aRunningTimer(1104)], PRESENT))).toBe("18:24 · Laundry");
    expect(timersTitle(readTimers([paused], PRESENT))).toBeNull();
  });
});
