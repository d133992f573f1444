import { createConnection, type Socket } from "node:net";

/** One use of the server, counted by its guard. It ends with the process at the latest. */
export type Lease = {
  /** Ends the lease. Resolves when the guard has noticed; for the last lease, when the server has stopped. */
  end(): Promise<void>;
  /** Calls back once if the guard exits before the lease ends. */
  onLost(callback: () => void): void;
};

/**
 * Asks the guard on the given control socket for a lease, and waits until the server accepts connections. Resolves with
 * null when there is no guard, or when it exits meanwhile.
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
  // The socket must not keep the process alive; the guard notices when it ends.
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
