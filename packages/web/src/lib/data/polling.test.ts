// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPolling, pollWaitMs } from "./polling.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  look("visible");
  vi.useRealTimers();
});

/** Shows or hides the page. */
function look(state: DocumentVisibilityState) {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

/** The longest interval; two of the shortest take longer. */
const turn = () => vi.advanceTimersByTime(11_000);

function aPolling() {
  const ask = vi.fn();
  return { ask, ...createPolling(ask) };
}

test("a wait is about ten seconds, whatever the random number", () => {
  expect(pollWaitMs(0)).toBe(9000);
  expect(pollWaitMs(0.999_999)).toBeCloseTo(11_000, -1);
});

test("it asks after every interval, and not before the first one is over", () => {
  const { ask, start } = aPolling();
  start();
  start();
  vi.advanceTimersByTime(8999);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2001);
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(ask.mock.calls.length).toBeGreaterThanOrEqual(6);
  expect(ask.mock.calls.length).toBeLessThanOrEqual(8);
});

test("a hidden page does not ask, and asks once when it is visible again", () => {
  const { ask, start } = aPolling();
  start();
  look("hidden");
  vi.advanceTimersByTime(3_600_000);
  expect(ask).not.toHaveBeenCalled();
  look("visible");
  expect(ask).toHaveBeenCalledTimes(1);
  turn();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("hiding the page briefly within an interval changes nothing", () => {
  const { ask, start } = aPolling();
  start();
  for (const state of ["hidden", "visible", "hidden", "visible"] as const) look(state);
  expect(ask).not.toHaveBeenCalled();
  turn();
  expect(ask).toHaveBeenCalledTimes(1);
});

test("once stopped it does not ask, visible or hidden, until it is started again", () => {
  const { ask, start, stop } = aPolling();
  start();
  look("hidden");
  turn();
  stop();
  look("visible");
  vi.advanceTimersByTime(60_000);
  expect(ask).not.toHaveBeenCalled();
  start();
  turn();
  expect(ask).toHaveBeenCalledTimes(1);
});

test("the callback may stop it", () => {
  const ask = vi.fn(() => polling.stop());
  const polling = createPolling(ask);
  polling.start();
  vi.advanceTimersByTime(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
