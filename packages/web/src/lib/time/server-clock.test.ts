import { describe, expect, test } from "vitest";
import { createServerClock } from "./server-clock.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

/** A device whose clocks move by hand. */
function aDevice({ wall = NOON } = {}) {
  const device = { wallMs: wall, monotonicMs: 5000 };
  const clock = createServerClock({ wall: () => device.wallMs, monotonic: () => device.monotonicMs });
  return {
    clock,
    pass(ms: number) {
      device.wallMs += ms;
      device.monotonicMs += ms;
    },
    sleep(ms: number) {
      device.wallMs += ms;
    },
    setClock(by: number) {
      device.wallMs += by;
    },
  };
}

describe("the server's clock on a device", () => {
  test("shows the server's time even if the device is three minutes ahead", () => {
    const { clock, pass } = aDevice({ wall: NOON + 3 * MINUTE });
    clock.hear(NOON, 0);
    pass(1000);
    expect(clock.now()).toBe(NOON + 1000);
  });

  test("takes the middle of the first round trip", () => {
    const { clock } = aDevice();
    clock.hear(NOON, 200);
    expect(clock.now()).toBe(NOON + 100);
  });

  test("does not jump for an answer that network delay explains", () => {
    const { clock, pass } = aDevice();
    clock.hear(NOON, 0);
    pass(10_000);
    clock.hear(NOON + 9700, 400);
    expect(clock.now()).toBe(NOON + 10_000);
  });

  test("follows the server when an answer cannot be explained otherwise", () => {
    const { clock, pass } = aDevice();
    clock.hear(NOON, 0);
    pass(10_000);
    clock.hear(NOON + 15_000, 100);
    expect(clock.now()).toBe(NOON + 15_000);
  });

  test("counts time asleep, and knows that it should ask again", () => {
    const { clock, sleep } = aDevice();
    clock.hear(NOON, 0);
    sleep(60 * MINUTE);
    expect(clock.now()).toBe(NOON + 60 * MINUTE);
    expect(clock.isUnsure()).toBe(true);
    clock.hear(NOON + 60 * MINUTE, 50);
    expect(clock.isUnsure()).toBe(false);
  });

  test("never runs backwards when the device's clock is set back", () => {
    const { clock, pass, setClock } = aDevice();
    clock.hear(NOON, 0);
    setClock(-10 * MINUTE);
    pass(2000);
    expect(clock.now()).toBe(NOON + 2000);
  });

  test("converts a time of the device's clock to the server's", () => {
    const { clock, pass } = aDevice({ wall: NOON + 3 * MINUTE });
    clock.hear(NOON, 0);
    pass(5000);
    expect(clock.fromDevice(NOON + 3 * MINUTE + 2000)).toBe(NOON + 2000);
  });
});
