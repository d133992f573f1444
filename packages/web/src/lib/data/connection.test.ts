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

/** Within this a turn of asking is over. */
const TURN_MS = 11_000;

test("an answer over HTTP is enough for a visitor who needs no socket", () => {
  const { connection, http } = aConnection();
  expect(connection.state()).toBe("connecting");
  http.reached();
  expect(connection.state()).toBe("live");
});

test("a lost socket is being connected again; only a request without an answer is offline", () => {
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

test("who returns is told once, whichever way answers first", () => {
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

test("a socket that was lost without going offline counts as a return too", () => {
  const { socket, returned } = aConnection();
  socket.connected(false);
  socket.lost();
  socket.connected(true);
  expect(returned).toHaveBeenCalledOnce();
});

test("where sockets do not pass but requests do, it is not called offline", () => {
  const { connection, http, socket } = aConnection();
  socket.connecting();
  socket.lost();
  http.reached();
  expect([connection.state(), connection.offlineSince()]).toEqual(["connecting", null]);
});

test("where only requests pass, changes are asked for, and that is what it is called once one is answered", () => {
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

test("a socket that opens is live at once; what it missed is asked for a last time", () => {
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

test("a socket that opens in time asks for nothing", () => {
  const { http, socket, stale } = aConnection();
  socket.connecting();
  http.reached();
  socket.connected(false);
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(stale).not.toHaveBeenCalled();
});

test("offline nothing is asked; after a return without a socket it is asked again from turn to turn", () => {
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
  // The turn under way goes on from before, so that a second one may fall into this time.
  expect(stale.mock.calls.length).toBeGreaterThan(1);
});

test("a visitor, who wants no socket, asks for nothing", () => {
  const { http, stale } = aConnection();
  http.reached();
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(stale).not.toHaveBeenCalled();
});
