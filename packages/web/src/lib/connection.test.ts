import { createRoot } from "solid-js";
import { expect, test, vi } from "vitest";
import { createConnection } from "./connection.ts";

function aConnection() {
  const probe = vi.fn();
  const parts = createRoot(() => createConnection(() => 1000, probe));
  const returned = vi.fn();
  parts.connection.onReturn(returned);
  return { ...parts, probe, returned };
}

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
  const { connection, http, socket, returned } = aConnection();
  socket.connected(false);
  socket.lost();
  http.unreachable();
  socket.connected(true);
  http.reached();
  expect(connection.state()).toBe("live");
  expect(returned).toHaveBeenCalledOnce();
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
