import { ALLOWED_ACTIONS, TIMER_STATUSES } from "@pacekeeper/domain/tasks/timer";
import { describe, expect, it } from "vitest";
import { at } from "../testing/facts.ts";
import { aPausedTimer, aTimer, aTimerOf, minute } from "../testing/timers.ts";
import type { Told } from "./heard.ts";
import { inOrder, lengthWords, phaseAfter, type Reading, readTimer, untilNextSecond } from "./reading.ts";

const utc = (instant: number) => new Date(instant).toISOString().slice(11, 16);
const read = (told: Told, now: number): Reading => {
  const reading = readTimer(told, now, utc);
  if (!reading) throw new Error("Nothing to count");
  return reading;
};

describe("a running timer", () => {
  it("counts down to its end, in seconds that have begun", () => {
    expect(read(aTimer(), minute(0)).clock).toBe("25:00");
    expect(read(aTimer(), minute(0) + 1).clock).toBe("25:00");
    expect(read(aTimer(), minute(0) + 1000).clock).toBe("24:59");
    expect(read(aTimer(), minute(25) - 1).clock).toBe("00:01");
  });

  it("says when it ends, and how much of it is over", () => {
    expect(read(aTimer(), minute(5))).toMatchObject({
      state: "running",
      words: "Running, ends 09:25",
      gone: 20,
    });
  });

  it("is over at its end, whether or not the server has said so", () => {
    const expected = { state: "over", clock: "+02:17", words: "Over, ended 09:25", gone: 100 };
    expect(read(aTimer(), minute(25) + 137_400)).toMatchObject(expected);
    const told = aTimer({ status: "COMPLETED", endsAt: null, endedAt: at(25), remainingSeconds: -60 });
    expect(read(told, minute(25) + 137_400)).toMatchObject(expected);
    expect(read(aTimer(), minute(25)).clock).toBe("+00:00");
  });

  it("of a plan says its phase", () => {
    expect(read(aTimer({ phase: "SHORT_BREAK" }), minute(1)).words).toBe("Short break, ends 09:25");
    expect(read(aTimer({ phase: "WORK" }), minute(26)).words).toBe("Work, ended 09:25");
    expect(read(aPausedTimer({ phase: "LONG_BREAK" }), minute(12)).words).toBe("Long break, paused 09:10");
  });
});

describe("a paused timer", () => {
  it("keeps what remains", () => {
    const expected = { state: "paused", clock: "15:00", words: "Paused at 09:10", gone: 40 };
    expect(read(aPausedTimer(), minute(11))).toMatchObject(expected);
    expect(read(aPausedTimer(), minute(600))).toMatchObject(expected);
  });
});

describe("a timer's buttons", () => {
  it.each(TIMER_STATUSES)("when it is %s do only what the rules allow", (status) => {
    const told = aTimer({ status, endsAt: status === "RUNNING" ? at(25) : null, endedAt: at(25) });
    const actions = readTimer(told, minute(1), utc)?.actions ?? [];
    for (const action of actions) expect(ALLOWED_ACTIONS[status]).toContain(action);
    expect(actions).toHaveLength(status === "IDLE" || status === "STOPPED" ? 0 : 3);
  });

  it("follow the clock: past the end there is no pause any more", () => {
    expect(read(aTimer(), minute(1)).actions).toEqual(["pause", "extend", "stop"]);
    expect(read(aTimer(), minute(26)).actions).toEqual(["start", "extend", "reset"]);
    expect(read(aPausedTimer(), minute(26)).actions).toEqual(["resume", "extend", "stop"]);
  });
});

describe("several timers", () => {
  it("stand with the last overrun first, then what ends next, older overruns, and what waits", () => {
    const timers = [
      aPausedTimer({ task: { id: "paused", title: "" } }),
      aTimerOf("later", { endsAt: at(90) }),
      aTimerOf("over long ago", { endsAt: at(5) }),
      aTimerOf("next", { endsAt: at(40) }),
      aTimerOf("just over", { endsAt: at(29) }),
    ];
    const order = inOrder(timers.map((told) => read(told, minute(30)))).map(({ told }) => told.task.id);
    expect(order).toEqual(["just over", "next", "later", "over long ago", "paused"]);
  });

  it("are drawn anew when the first of them shows its next second", () => {
    const wait = (...timers: Told[]) => untilNextSecond(timers.map((told) => read(told, minute(1))));
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
  it("goes on with a break after a work, a long one after every n-th, and with work after a break", () => {
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
