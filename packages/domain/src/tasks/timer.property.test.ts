import fc from "fast-check";
import { expect, it } from "vitest";
import {
  ALLOWED_ACTIONS,
  applyTimer,
  IDLE_TIMER,
  LONGEST_TIMER_MS,
  ranMs,
  remainingMs,
  TIMER_STATUSES,
  type TimerRequest,
  type TimerState,
  timerAt,
} from "./timer.ts";

/** The slow, obvious timer: it counts down by one every millisecond. */
interface TickedTimer {
  status: TimerState["status"];
  left: number;
  ran: number;
  over: number;
}

function tick(timer: TickedTimer): void {
  if (timer.status === "COMPLETED") timer.over += 1;
  if (timer.status !== "RUNNING") return;
  timer.left -= 1;
  timer.ran += 1;
  if (timer.left === 0) Object.assign(timer, { status: "COMPLETED", over: 0 });
}

function ask(timer: TickedTimer, request: TimerRequest): boolean {
  const { status } = timer;
  const begin = (left: number) => Object.assign(timer, { status: "RUNNING", left, ran: 0, over: 0 });
  if (request.action === "start") {
    if (status === "RUNNING" || status === "PAUSED") return false;
    begin(request.lengthMs);
  } else if (request.action === "extend") {
    if (status === "COMPLETED") begin(request.byMs);
    else if (status === "RUNNING" || status === "PAUSED") timer.left += request.byMs;
    else return false;
  } else if (request.action === "pause") {
    if (status !== "RUNNING") return false;
    timer.status = "PAUSED";
  } else if (request.action === "resume") {
    if (status !== "PAUSED") return false;
    timer.status = "RUNNING";
  } else if (request.action === "reset") {
    if (status !== "COMPLETED" && status !== "STOPPED") return false;
    Object.assign(timer, { status: "IDLE", ran: 0 });
  } else {
    if (status !== "RUNNING" && status !== "PAUSED") return false;
    timer.status = "STOPPED";
  }
  return true;
}

const length = fc.integer({ min: 1, max: 40 });
const request: fc.Arbitrary<TimerRequest> = fc.oneof(
  fc.record({ action: fc.constant("start" as const), lengthMs: length, runId: fc.uuid() }),
  fc.record({ action: fc.constant("extend" as const), byMs: length, runId: fc.uuid() }),
  fc.record({
    action: fc.constantFrom("pause" as const, "resume" as const, "stop" as const, "reset" as const),
  }),
);
const life = fc.array(fc.tuple(fc.nat({ max: 30 }), request), { maxLength: 30 });

it("A timer derived from its end equals one that ticks, at every moment", () => {
  fc.assert(
    fc.property(life, (steps) => {
      let now = 1_000_000;
      let timer = IDLE_TIMER;
      const ticked: TickedTimer = { status: "IDLE", left: 0, ran: 0, over: 0 };
      const agree = () => {
        expect(timerAt(timer, now).status).toBe(ticked.status);
        const left = remainingMs(timer, now);
        if (ticked.status === "RUNNING" || ticked.status === "PAUSED") expect(left).toBe(ticked.left);
        else expect(left).toBe(ticked.status === "COMPLETED" ? 0 - ticked.over : null);
        if (ticked.status !== "IDLE") expect(ranMs(timer, now)).toBe(ticked.ran);
      };
      for (const [wait, what] of steps) {
        for (let one = 0; one < wait; one += 1) {
          now += 1;
          tick(ticked);
          agree();
        }
        const step = applyTimer(timer, what, now);
        expect(step.ok).toBe(ask(ticked, what));
        if (step.ok) timer = step.timer;
        agree();
      }
    }),
    { numRuns: 500 },
  );
});

it("Storing that a timer is over, at any time and any number of times, changes no reading", () => {
  fc.assert(
    fc.property(life, fc.array(fc.boolean()), (steps, sweeps) => {
      const live = (sweep: boolean) => {
        let [now, timer] = [1_000_000, IDLE_TIMER];
        const seen: unknown[] = [];
        steps.forEach(([wait, what], index) => {
          now += wait;
          if (sweep && sweeps[index]) timer = timerAt(timer, now);
          const step = applyTimer(timer, what, now);
          if (step.ok) timer = step.timer;
          seen.push(timerAt(timer, now), remainingMs(timer, now), step.ok);
        });
        return seen;
      };
      expect(live(true)).toEqual(live(false));
    }),
  );
});

it("No run starts with more than a day left or is extended to it", () => {
  const start = { action: "start", lengthMs: LONGEST_TIMER_MS, runId: "one" } as const;
  const begun = applyTimer(IDLE_TIMER, start, 0);
  if (!begun.ok) throw new Error("A day is allowed");
  const more = { action: "extend", byMs: 1000, runId: "two" } as const;
  expect(applyTimer(begun.timer, more, 999)).toEqual({ ok: false, refusal: "TooLong" });
  expect(applyTimer(begun.timer, more, 1000).ok).toBe(true);
  expect(applyTimer(IDLE_TIMER, { ...start, lengthMs: LONGEST_TIMER_MS + 1 }, 0).ok).toBe(false);
});

it("A pause at the very end loses the race, and the refusal names the timer's status", () => {
  const begun = applyTimer(IDLE_TIMER, { action: "start", lengthMs: 60_000, runId: "one" }, 0);
  if (!begun.ok) throw new Error("A minute is allowed");
  expect(applyTimer(begun.timer, { action: "pause" }, 59_999).ok).toBe(true);
  expect(applyTimer(begun.timer, { action: "pause" }, 60_000)).toEqual({
    ok: false,
    refusal: "NotNow",
    status: "COMPLETED",
  });
});

it("The table of allowed actions contains every state, and every state can be left", () => {
  expect(Object.keys(ALLOWED_ACTIONS).sort()).toEqual([...TIMER_STATUSES].sort());
  for (const actions of Object.values(ALLOWED_ACTIONS)) expect(actions.length).toBeGreaterThan(0);
});
