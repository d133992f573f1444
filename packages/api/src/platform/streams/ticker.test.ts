import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTicker } from "./ticker.ts";

const START = 1_800_000_000_000;
let shift = 0;
const now = () => Date.now() + shift;

beforeEach(() => {
  shift = 0;
  vi.useFakeTimers({ now: START, toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => void vi.useRealTimers());

/** The time of each call, in milliseconds from the start. */
function called(at: number) {
  const times: number[] = [];
  const ticker = createTicker(now);
  const end = ticker.everySecond(at, () => times.push(Date.now() - START));
  return { times, end, ticker };
}

it("calls once a second, at most 50 ms late and never early", () => {
  for (const phase of [0, 1, 49, 50, 123, 950, 951, 999]) {
    const { times, end } = called(START + 60_000 + phase);
    vi.advanceTimersByTime(5_000 - ((Date.now() - START) % 1000));
    const from = times[0] ?? Number.NaN;
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(times).toEqual(times.map((_, index) => from + index * 1000));
    const late = (((from - phase) % 1000) + 1000) % 1000;
    expect(late).toBeLessThan(50);
    end();
  }
});

it("calls once for all seconds that a blocked process missed, and stays on schedule", () => {
  const { times } = called(START + 500);
  vi.advanceTimersByTime(1_000);
  expect(times).toEqual([500]);
  vi.setSystemTime(START + 4_700);
  vi.advanceTimersByTime(50);
  expect(times.length).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(times.length).toBe(3);
  expect(times[2]).toBe(5_500);
});

it("keeps calling when the clock is set back an hour or forward two days", () => {
  const { times } = called(START + 500);
  shift = -3_600_000;
  vi.advanceTimersByTime(2_000);
  expect(times.length).toBe(2);
  shift = 2 * 86_400_000;
  vi.advanceTimersByTime(2_000);
  expect(times.length).toBeGreaterThanOrEqual(4);
});

it("leaves no timer behind when all subscriptions have ended", () => {
  const { end, ticker } = called(START);
  const more = ticker.everySecond(START + 500, () => {});
  expect(ticker.size).toBe(2);
  end();
  end();
  more();
  expect(ticker.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
