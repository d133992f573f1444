import { createConnection, type Socket } from "node:net";

/** A use of the server, which its guard counts. It ends with the process at the latest. */
export type Lease = {
  /** Gives the use back; resolves when the guard has noted it, after the server's stop if it was the last. */
  end(): Promise<void>;
  /** Calls back once if the guard goes away before the lease was given back. */
  onLost(callback: () => void): void;
};

/**
 * Asks the guard on the given control socket for a lease, and waits until the server takes connections.
 * Resolves with null when there is no guard, or when it went away meanwhile.
 */
export function takeLease(control: string, onConnected: () => void): Promise<Lease | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ path: control, allowHalfOpen: true });
    let answer = "";
    socket.on("connect", onConnected);
    socket.on("error", () => socket.destroy());
    socket.on("end", () => socket.destroy());
    socket.on("close", () => resolve(null));
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      if (answer.startsWith("ready\n")) resolve(leaseOf(socket));
    });
  });
}

function leaseOf(socket: Socket): Lease {
  let ended = false;
  let closed = false;
  let lost: (() => void) | null = null;
  const gone = new Promise<void>((resolve) => {
    socket.on("close", () => {
      closed = true;
      resolve();
      if (!ended) lost?.();
    });
  });
  // A program that has nothing else to do may end; the guard notices.
  socket.unref();
  return {
    end() {
      ended = true;
      socket.ref();
      socket.end();
      return gone;
    },
    onLost(callback) {
      lost = callback;
      if (closed && !ended) callback();
    },
  };
}
