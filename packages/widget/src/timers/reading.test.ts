import { ALLOWED_ACTIONS, TIMER_STATUSES } from "@pacekeeper/domain/tasks/timer";
import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import { describe, expect, it } from "vitest";
import type { CountdownFragment } from "../generated/operations.ts";
import { at } from "../testing/facts.ts";
import { aPausedTimer, aTimer, minute } from "../testing/timers.ts";
import { actionsOf, goneOf, lengthWords, phaseAfter, untilNextSecond } from "./reading.ts";

const read = (timer: CountdownFragment, now: number) => {
  const reading = readTimer(timer, now);
  if (!reading) throw new Error("Nothing to count");
  return reading;
};

describe("how much of a timer is over", () => {
  it("grows while it runs, stands still while paused, and is 100 past the end", () => {
    expect(goneOf(read(aTimer(), minute(5)))).toBe(20);
    expect(goneOf(read(aPausedTimer(), minute(600)))).toBe(40);
    expect(goneOf(read(aTimer(), minute(30)))).toBe(100);
  });
});

describe("a timer's buttons", () => {
  it.each(TIMER_STATUSES)("do only what the rules allow when it is %s", (status) => {
    const told = aTimer({ status, endsAt: status === "RUNNING" ? at(25) : null, endedAt: at(25) });
    const reading = readTimer(told, minute(1));
    const actions = reading ? actionsOf(reading) : [];
    for (const action of actions) expect(ALLOWED_ACTIONS[status]).toContain(action);
    expect(actions).toHaveLength(status === "IDLE" || status === "STOPPED" ? 0 : 3);
  });

  it("follow the clock: past the end there is no pause", () => {
    expect(actionsOf(read(aTimer(), minute(1)))).toEqual(["pause", "extend", "stop"]);
    expect(actionsOf(read(aTimer(), minute(26)))).toEqual(["start", "extend", "reset"]);
    expect(actionsOf(read(aPausedTimer(), minute(26)))).toEqual(["resume", "extend", "stop"]);
  });
});

describe("several timers", () => {
  it("are redrawn when the first of them reaches its next second", () => {
    const wait = (...timers: CountdownFragment[]) =>
      untilNextSecond(timers.map((told) => read(told, minute(1))));
    const endingIn = (ms: number) => aTimer({ endsAt: new Date(minute(1) + ms).toISOString() });
    expect(wait(aPausedTimer())).toBeNull();
    expect(wait(endingIn(5400))).toBe(400);
    expect(wait(endingIn(5000))).toBe(1000);
    expect(wait(endingIn(-5400))).toBe(600);
    expect(wait(endingIn(-5000))).toBe(1000);
    expect(wait(endingIn(0))).toBe(1000);
    expect(wait(endingIn(5400), endingIn(-300), aPausedTimer())).toBe(400);
  });
});

describe("a plan", () => {
  it("has a break after work, a long one after every n-th, and work after a break", () => {
    expect(phaseAfter(aTimer({ phase: "WORK", worksDone: 0 }), 4)).toBe("SHORT_BREAK");
    expect(phaseAfter(aTimer({ phase: "WORK", worksDone: 3 }), 4)).toBe("LONG_BREAK");
    expect(phaseAfter(aTimer({ phase: "SHORT_BREAK", worksDone: 1 }), 4)).toBe("WORK");
    expect(phaseAfter(aTimer(), 4)).toBeNull();
  });
});

it.each([
  [90, "90 s"],
  [120, "2 min"],
  [1500, "25 min"],
  [3600, "1 h"],
  [7800, "2 h 10"],
])("a length of %d s reads as %s", (seconds, words) => {
  expect(lengthWords(seconds)).toBe(words);
});
