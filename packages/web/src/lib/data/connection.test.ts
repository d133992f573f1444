// @vitest-environment happy-dom
import { createRoot } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createConnection } from "./connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aConnection() {
  const probe = vi.fn();
  const parts = createRoot(() => createConnection(() => 1000, probe));
  const [returned, stale] = [vi.fn(), vi.fn()];
  parts.connection.onReturn(returned);
  parts.connection.onStale(stale);
  return { ...parts, probe, returned, stale };
}

/** Longer than one polling interval. */
const TURN_MS = 11_000;

test("for a visitor, who needs no socket, an HTTP answer means live", () => {
  const { connection, http } = aConnection();
  expect(connection.state()).toBe("connecting");
  http.reached();
  expect(connection.state()).toBe("live");
});

test("a lost socket means connecting; only an unanswered request means offline", () => {
  const { connection, http, socket, probe } = aConnection();
  socket.connecting();
  socket.connected(false);
  socket.lost();
  expect(connection.state()).toBe("connecting");
  expect(probe).not.toHaveBeenCalled();
  socket.lost();
  expect(probe).toHaveBeenCalledOnce();
  http.unreachable();
  expect([connection.state(), connection.offlineSince()]).toEqual(["offline", 1000]);
});

test("a return is reported once, whether HTTP or the socket comes back first", () => {
  const { connection, http, socket, returned, stale } = aConnection();
  socket.connected(false);
  socket.lost();
  http.unreachable();
  socket.connected(true);
  http.reached();
  expect(connection.state()).toBe("live");
  expect(returned).toHaveBeenCalledOnce();
  expect(stale).toHaveBeenCalledOnce();
});

test("a reconnected socket counts as a return even if the server was never offline", () => {
  const { socket, returned } = aConnection();
  socket.connected(false);
  socket.lost();
  socket.connected(true);
  expect(returned).toHaveBeenCalledOnce();
});

test("blocked sockets do not mean offline while requests pass", () => {
  const { connection, http, socket } = aConnection();
  socket.connecting();
  socket.lost();
  http.reached();
  expect([connection.state(), connection.offlineSince()]).toEqual(["connecting", null]);
});

test("if only requests pass, it polls, and says so after the first answer", () => {
  const { connection, http, socket, returned, stale } = aConnection();
  socket.connecting();
  http.reached();
  vi.advanceTimersByTime(TURN_MS);
  expect(stale).toHaveBeenCalledOnce();
  expect(connection.state()).toBe("connecting");
  http.reached();
  expect(connection.state()).toBe("polling");
  for (let attempt = 0; attempt < 5; attempt++) {
    socket.lost();
    socket.connecting();
    expect(connection.state()).toBe("polling");
  }
  vi.advanceTimersByTime(TURN_MS);
  expect(stale.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(returned).not.toHaveBeenCalled();
});

test("a socket that opens is live at once, and what it missed is fetched once more", () => {
  const { connection, http, socket, stale } = aConnection();
  socket.connecting();
  vi.advanceTimersByTime(TURN_MS);
  http.reached();
  stale.mockClear();
  socket.connected(false);
  expect(connection.state()).toBe("live");
  expect(stale).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(stale).toHaveBeenCalledOnce();
});

test("a socket that opens in time fetches nothing", () => {
  const { http, socket, stale } = aConnection();
  socket.connecting();
  http.reached();
  socket.connected(false);
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(stale).not.toHaveBeenCalled();
});

test("nothing is fetched while offline; polling resumes after a return without a socket", () => {
  const { connection, http, socket, stale } = aConnection();
  socket.connecting();
  vi.advanceTimersByTime(TURN_MS);
  http.unreachable();
  stale.mockClear();
  vi.advanceTimersByTime(10 * TURN_MS);
  expect([connection.state(), stale.mock.calls.length]).toEqual(["offline", 0]);
  http.reached();
  expect([connection.state(), stale.mock.calls.length]).toEqual(["polling", 1]);
  vi.advanceTimersByTime(TURN_MS);
  // The interval that was running continues, so a second poll may fall into this time.
  expect(stale.mock.calls.length).toBeGreaterThan(1);
});

test("a visitor, who needs no socket, does not poll", () => {
  const { http, stale } = aConnection();
  http.reached();
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(stale).not.toHaveBeenCalled();
});

test("a device that comes online is probed again until an answer comes", () => {
  const { http, probe } = aConnection();
  http.unreachable();
  dispatchEvent(new Event("online"));
  expect(probe).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1500);
  expect(probe).toHaveBeenCalledTimes(2);
  http.reached();
  vi.advanceTimersByTime(10_000);
  expect(probe).toHaveBeenCalledTimes(2);
});

test("after one failed request with an open socket, it probes until an answer comes", () => {
  const { connection, http, socket, probe } = aConnection();
  probe.mockImplementation(http.unreachable);
  socket.connected(false);
  http.unreachable();
  expect(connection.state()).toBe("offline");
  vi.advanceTimersByTime(2500);
  expect(probe).toHaveBeenCalledTimes(2);
  probe.mockImplementation(http.reached);
  vi.advanceTimersByTime(10_000);
  expect(probe).toHaveBeenCalledTimes(3);
  expect(connection.state()).toBe("live");
});
