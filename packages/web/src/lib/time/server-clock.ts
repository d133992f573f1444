/** How late a pushed message may come and still be believed without a correction. */
const PUSH_DELAY_MS = 2000;
/** The two clocks of a device part by more than this only by sleep or by someone's hand. */
const DRIFT_MS = 1000;

/** The device's two clocks in milliseconds. */
export interface DeviceClocks {
  /** The time of day; may be wrong, and may be set while we run. */
  wall(): number;
  /** Only ever goes forward; on some systems it stands still while the device sleeps. */
  monotonic(): number;
}

export interface ServerClock {
  /** The server's time in epoch milliseconds, as well as it is known here. */
  now(): number;
  /** The server's time of something that this device's own clock dated `wallMs`. */
  fromDevice(wallMs: number): number;
  /**
   * Takes in an answer that the server wrote at `serverMs`.
   *
   * @param roundTripMs from asking to hearing; left out for what was pushed unasked.
   */
  hear(serverMs: number, roundTripMs?: number): void;
  /** True when the device slept or its clock was set since the last answer: ask the server again. */
  isUnsure(): boolean;
}

/**
 * A clock that shows the server's time on a device whose own clock may be wrong. An answer bounds the
 * server's present time: not before it was written, and not later than a round trip after; within those
 * bounds the clock stays as it is, so that network delay does not make it jump.
 */
export function createServerClock(device: DeviceClocks): ServerClock {
  let anchorWall = device.wall();
  let anchorMonotonic = device.monotonic();
  let anchorServer = anchorWall;
  let heard = false;

  const drift = () => device.wall() - anchorWall - (device.monotonic() - anchorMonotonic);

  function now(): number {
    // Forward: the device slept and the monotonic clock with it. Backward: the clock was set; time never is.
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
