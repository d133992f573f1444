import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPausedTimer, aToldTimer, minute, minuteText } from "../testing/told-timers.ts";
import { TIMER_STATUSES } from "./timer.ts";
import type { ToldTimer } from "./told-timer.ts";
import { countdown, readingWords, readTimer, readTimers, watchedOf } from "./watched-timers.ts";

const utc = (instant: number) => new Date(instant).toISOString().slice(11, 16);
const read = (timer: ToldTimer, now: number) => {
  const reading = readTimer(timer, now);
  if (!reading) throw new Error("Nothing to count");
  return reading;
};
const ended = (task = "quiz", minutes = 25) =>
  aToldTimer(task, { status: "COMPLETED", endsAt: null, endedAt: minuteText(minutes), remainingSeconds: -1 });

describe("a timer's reading", () => {
  it("counts down to its end, in seconds rounded up", () => {
    const clocks = [0, 1, 1000, 25 * 60_000 - 1].map((ms) => read(aToldTimer(), minute(0) + ms).clock);
    expect(clocks).toEqual(["25:00", "25:00", "24:59", "00:01"]);
    expect(read(aToldTimer(), minute(10))).toMatchObject({ state: "running", leftMs: 900_000 });
  });

  it("stands still while it is paused, however long that lasts", () => {
    const expected = { state: "paused", clock: "15:00", leftMs: 900_000 };
    expect(read(aPausedTimer(), minute(11))).toMatchObject(expected);
    expect(read(aPausedTimer(), minute(600))).toMatchObject(expected);
  });

  it("counts up from the end once it is over, whether or not the server has said so", () => {
    const expected = { state: "over", clock: "+02:17", leftMs: -137_400 };
    expect(read(aToldTimer(), minute(25) + 137_400)).toMatchObject(expected);
    expect(read(ended(), minute(25) + 137_400)).toMatchObject(expected);
    expect(read(aToldTimer(), minute(25)).clock).toBe("+00:00");
  });

  it.each(["IDLE", "STOPPED"] as const)("is null for one that is %s", (status) => {
    expect(readTimer(aToldTimer("quiz", { status }), minute(1))).toBeNull();
  });
});

it.each([
  [aToldTimer(), null, "Running, ends 09:25"],
  [aPausedTimer(), null, "Paused at 09:10"],
  [ended(), null, "Over, ended 09:25"],
  [aToldTimer(), "Short break", "Short break, ends 09:25"],
  [aPausedTimer(), "Long break", "Long break, paused 09:10"],
  [ended(), "Work", "Work, ended 09:25"],
])("The words of a watched timer: %#", (timer, phase, words) => {
  expect(readingWords(read(timer, minute(12)), phase, utc)).toBe(words);
});

it("A countdown shows each second for its whole length, and zero only at the end", () => {
  const lengths = [1500_000, 1499_001, 1499_000, 1000, 999, 1, 0];
  expect(lengths.map(countdown)).toEqual(["25:00", "25:00", "24:59", "00:01", "00:01", "00:01", "00:00"]);
});

describe("several timers", () => {
  it("are sorted: the last overrun first, then what ends next, older overruns, and what is paused", () => {
    const timers = [
      aPausedTimer("paused"),
      aToldTimer("later", { endsAt: minuteText(90) }),
      aToldTimer("over long ago", { endsAt: minuteText(5) }),
      aToldTimer("next", { endsAt: minuteText(40) }),
      ended("just over", 29),
    ];
    const order = readTimers(timers, minute(30)).map(({ timer }) => timer.task.id);
    expect(order).toEqual(["just over", "next", "later", "over long ago", "paused"]);
  });

  it("are listed in the server's order: the next to end first, then paused ones, then ended ones", () => {
    const timers = [
      ended("over"),
      aPausedTimer("paused"),
      aToldTimer("later", { endsAt: minuteText(90) }),
      aToldTimer("next"),
      aToldTimer("stopped", { status: "STOPPED" }),
      aToldTimer("idle", { status: "IDLE" }),
    ];
    expect(watchedOf(timers).map(({ task }) => task.id)).toEqual(["next", "later", "paused", "over"]);
  });

  it("all appear once, in the same order whatever order they come in", () => {
    const timer = fc.record({
      status: fc.constantFrom(...TIMER_STATUSES),
      end: fc.integer({ min: -30, max: 30 }).map(minuteText),
    });
    const timers = fc.array(timer).map((all) =>
      all.map(({ end, status }, index) => {
        const ends = status === "RUNNING" ? { endsAt: end } : { endsAt: null, endedAt: end };
        return aToldTimer(`${index}`, { status, ...ends });
      }),
    );
    const shuffled = timers.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, others]) => {
        const facts = ({ leftMs, state }: ReturnType<typeof read>) => [state, leftMs];
        const readings = readTimers(all, minute(0));
        expect(readings).toHaveLength(watchedOf(all).length);
        expect(readings.map(facts)).toEqual(readTimers(others, minute(0)).map(facts));
        // One ended timer comes before the running ones, the other ended ones after them.
        const states = readings.map(({ state }) => `${state} `).join("");
        expect(states).toMatch(/^(over )?(running )*(over )*(paused )*$/);
      }),
    );
  });
});
