import { readTimers } from "@pacekeeper/domain/tasks/watched-timers";
import { describe, expect, it } from "vitest";
import { aLiveTimer, anEndedTimer, aPausedTimer, aRunningTimer, PRESENT } from "./timer-fixture.ts";
import { nextPhase, phaseWords, timersLine, timersTitle, viewOf } from "./timer-view.ts";

const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);
const plan = {
  workSeconds: 1500,
  shortBreakSeconds: 300,
  longBreakSeconds: 900,
  longBreakEvery: 4,
  startsNext: false,
};
const shown = (...[timer, now = PRESENT]: [Parameters<typeof viewOf>[0], number?]) =>
  viewOf(timer, now, clock, plan);

describe("a timer's card", () => {
  it("shows the time left while it runs, and when it ends", () => {
    expect(shown(aRunningTimer(1104, { lengthSeconds: 1500 }))).toEqual({
      state: "running",
      left: 73.6,
      clock: "18:24",
      clockName: "Time left",
      note: "of 25:00",
      badge: "Running, ends 14:18",
    });
  });

  it("shows the same time left for as long as it is paused", () => {
    const paused = aPausedTimer(252, { lengthSeconds: 1200 });
    expect(shown(paused)).toMatchObject({
      state: "paused",
      left: 21,
      clock: "04:12",
      note: "of 20:00",
      badge: "Paused at 13:59",
    });
    expect(shown(paused, PRESENT + 3_600_000)).toEqual(shown(paused));
  });

  it("counts from the end when it is over, whether or not the server has said so", () => {
    const over = { state: "overrun", left: 100, clock: "+02:17", clockName: "Over by", note: "past 45:00" };
    expect(shown(anEndedTimer(137))).toMatchObject({ ...over, badge: "Over, ended 13:57" });
    expect(shown(aRunningTimer(-137))).toMatchObject({ ...over, badge: "Over, ended 13:57" });
  });

  it("does not exist for an idle or stopped timer", () => {
    expect(shown(aLiveTimer())).toBeNull();
    expect(shown(aLiveTimer({ status: "STOPPED" }))).toBeNull();
  });

  it("shows the phase of a plan instead of the state", () => {
    expect(shown(aRunningTimer(600, { phase: "WORK", worksDone: 1 }))?.badge).toBe("Work 2 of 4, ends 14:10");
    expect(shown(aPausedTimer(60, { phase: "SHORT_BREAK" }))?.badge).toBe("Short break, paused 13:59");
    expect(shown(anEndedTimer(0, { phase: "LONG_BREAK" }))?.badge).toBe("Long break, ended 14:00");
  });
});

describe("a pomodoro plan", () => {
  it("restarts its count of work phases after each long break", () => {
    const named = [0, 3, 4].map((worksDone) => phaseWords({ phase: "WORK", worksDone }, plan));
    expect(named).toEqual(["Work 1 of 4", "Work 4 of 4", "Work 1 of 4"]);
  });

  it("offers what follows the phase that is over", () => {
    expect(nextPhase({ phase: "WORK", worksDone: 0 }, plan)?.words).toBe("Start short break, 5 min");
    expect(nextPhase({ phase: "WORK", worksDone: 3 }, plan)?.words).toBe("Start long break, 15 min");
    expect(nextPhase({ phase: "LONG_BREAK", worksDone: 4 }, plan)).toMatchObject({
      phase: "WORK",
      worksDone: 4,
      seconds: 1500,
    });
    expect(nextPhase({ phase: null, worksDone: 0 }, plan)).toBeNull();
  });
});

describe("the line under the page's name", () => {
  it("leaves out states without a timer", () => {
    expect(timersLine(["running", "over", "running", "paused"])).toBe("2 running, 1 paused, 1 over time");
    expect(timersLine(["paused"])).toBe("1 paused");
    expect(timersLine([])).toBe("No timer is running");
  });
});

it("The tab's title shows the first timer that is not paused", () => {
  const paused = aPausedTimer(90);
  const title = (...timers: Parameters<typeof viewOf>[0][]) => timersTitle(readTimers(timers, PRESENT));
  expect(title(aRunningTimer(90), paused, anEndedTimer(5))).toBe("+00:05 · Laundry");
  expect(title(paused, aRunningTimer(1104))).toBe("18:24 · Laundry");
  expect(title(paused)).toBeNull();
});
