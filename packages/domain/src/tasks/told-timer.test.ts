import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPausedTimer, aToldTimer, minute, minuteText } from "../testing/told-timers.ts";
import { TIMER_STATUSES } from "./timer.ts";
import { type HeardTimers, stateOf, type ToldTimer, withList, withTimer } from "./told-timer.ts";

const heard = (...timers: ToldTimer[]) => timers.reduce<HeardTimers<ToldTimer>>(withTimer, new Map());
const ids = (timers: HeardTimers<ToldTimer>) => [...timers.keys()].sort();

describe("a timer of the API as a `TimerState`", () => {
  it("has its instants and lengths in milliseconds", () => {
    const state = { status: "RUNNING", runId: null, lengthMs: 1_500_000, pausedAt: null, endedAt: null };
    const instants = { startedAt: minute(0), endsAt: minute(25), remainingMs: null };
    expect(stateOf(aToldTimer())).toEqual({ ...state, ...instants });
  });

  it("keeps the remaining time only while it is paused: otherwise its end implies it", () => {
    expect(stateOf(aPausedTimer())).toMatchObject({
      remainingMs: 900_000,
      pausedAt: minute(10),
      endsAt: null,
    });
    expect(
      stateOf(aToldTimer("quiz", { status: "COMPLETED", remainingSeconds: -60 })).remainingMs,
    ).toBeNull();
  });
});

describe("a report of a timer", () => {
  it("with a higher version replaces the one before, even if it was sent earlier", () => {
    const paused = aPausedTimer("quiz", { version: 3, serverTime: minuteText(-5) });
    expect(heard(aToldTimer("quiz", { version: 2 }), paused).get("quiz")).toBe(paused);
  });

  it("with a lower version changes nothing, so that it cannot revive a stopped timer", () => {
    const before = heard(aToldTimer("quiz", { status: "STOPPED", version: 4 }));
    expect(withTimer(before, aToldTimer("quiz", { version: 3, serverTime: minuteText(9) }))).toBe(before);
  });

  it("with the same version counts if it was sent later: a timer completes without a new version", () => {
    const running = aToldTimer();
    const ended = aToldTimer("quiz", { status: "COMPLETED", serverTime: minuteText(26) });
    expect(heard(running, ended).get("quiz")).toBe(ended);
    expect(heard(ended, running).get("quiz")).toBe(ended);
  });
});

describe("the server's list", () => {
  it("removes timers that are not on it", () => {
    const list = [aToldTimer("laundry")];
    expect(ids(withList(heard(aToldTimer(), aToldTimer("laundry")), list, minuteText(1)))).toEqual([
      "laundry",
    ]);
  });

  it("keeps what was reported after it was written", () => {
    const started = aToldTimer("laundry", { serverTime: minuteText(2) });
    expect(ids(withList(heard(started), [aToldTimer()], minuteText(1)))).toEqual(["laundry", "quiz"]);
  });

  it("never replaces a newer report, and revives no timer that was stopped since", () => {
    const paused = aPausedTimer("quiz", { version: 2, serverTime: minuteText(2) });
    const stopped = aToldTimer("laundry", { status: "STOPPED", version: 2, serverTime: minuteText(2) });
    const list = [aToldTimer(), aToldTimer("laundry")];
    const after = withList(heard(paused, stopped), list, minuteText(1));
    expect([after.get("quiz"), after.get("laundry")]).toEqual([paused, stopped]);
  });
});

const words = fc.array(
  fc
    .record({
      task: fc.constantFrom("quiz", "laundry", "walk"),
      status: fc.constantFrom(...TIMER_STATUSES),
      version: fc.integer({ min: 1, max: 4 }),
      said: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ said, task, ...facts }) => aToldTimer(task, { ...facts, serverTime: minuteText(said) })),
);

it("In whatever order reports arrive, the newest one of each timer wins", () => {
  const age = ({ serverTime, version }: ToldTimer) => `${version} ${serverTime}`;
  fc.assert(
    fc.property(words, (said) => {
      for (const arrived of [said, said.toReversed()]) {
        for (const [id, known] of heard(...arrived)) {
          const newest = said
            .filter(({ task }) => task.id === id)
            .map(age)
            .sort()
            .at(-1);
          expect(age(known)).toBe(newest);
        }
      }
    }),
  );
});
