/** How late a pushed message may arrive without correcting the clock. */
const PUSH_DELAY_MS = 2000;
/** A device's two clocks drift apart by more than this only if it slept or its clock was set. */
const DRIFT_MS = 1000;

/** The device's two clocks in milliseconds. */
export interface DeviceClocks {
  /** The time of day; may be wrong, and may be set while we run. */
  wall(): number;
  /** Never goes backwards; on some systems it stops while the device sleeps. */
  monotonic(): number;
}

export interface ServerClock {
  /** The estimated server time, in epoch milliseconds. */
  now(): number;
  /** Converts a time of this device's own clock to server time. Both are epoch milliseconds. */
  fromDevice(wallMs: number): number;
  /**
   * Takes in an answer that the server wrote at `serverMs`.
   *
   * @param roundTripMs from request to answer; omitted for a pushed message
   */
  hear(serverMs: number, roundTripMs?: number): void;
  /** True if the device slept or its clock was set since the last answer: ask the server again. */
  isUnsure(): boolean;
}

/**
 * A clock that shows the server's time on a device whose own clock may be wrong. An answer bounds the server's current
 * time: not before it was written, and at most one round trip later. Within those bounds the clock is left alone, so
 * that network delay does not make it jump.
 */
export function createServerClock(device: DeviceClocks): ServerClock {
  let anchorWall = device.wall();
  let anchorMonotonic = device.monotonic();
  let anchorServer = anchorWall;
  let heard = false;

  const drift = () => device.wall() - anchorWall - (device.monotonic() - anchorMonotonic);

  function now(): number {
    // Forward: the device slept, and its monotonic clock stopped. Backward: the wall clock was set back; ignore it.
    const slept = drift() > DRIFT_MS ? drift() : 0;
    return anchorServer + (device.monotonic() - anchorMonotonic) + slept;
  }

  function hear(serverMs: number, roundTripMs = PUSH_DELAY_MS): void {
    const latest = serverMs + roundTripMs;
    const guess = heard ? Math.min(Math.max(now(), serverMs), latest) : (serverMs + latest) / 2;
    anchorWall = device.wall();
    anchorMonotonic = device.monotonic();
    anchorServer = guess;
    heard = true;
  }

  return {
    now,
    hear,
    fromDevice: (wallMs) => wallMs + now() - device.wall(),
    isUnsure: () => Math.abs(drift()) > DRIFT_MS,
  };
}
