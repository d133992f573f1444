import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import { clamped, effectiveTime } from "./event-time.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);

describe("the effective time of an event", () => {
  it("cancels out a wrong clock: an event sent 10 min late happened 10 min before it arrived", () => {
    const clockIsAheadBy = 3 * HOUR;
    const sentAt = NOON + clockIsAheadBy;
    const time = effectiveTime({ occurredAt: sentAt - 600 * SECOND, sentAt, receivedAt: NOON });
    expect(time).toEqual({ at: NOON - 600 * SECOND, clockAdjusted: true });
  });

  it("is what the client claims when it does not say when it sent the event", () => {
    const time = effectiveTime({ occurredAt: NOON - 5 * HOUR, sentAt: null, receivedAt: NOON });
    expect(time).toEqual({ at: NOON - 5 * HOUR, clockAdjusted: false });
  });

  it("is now when the client does not say when the event happened", () => {
    for (const sentAt of [null, NOON - HOUR]) {
      expect(effectiveTime({ occurredAt: null, sentAt, receivedAt: NOON })).toEqual({
        at: NOON,
        clockAdjusted: false,
      });
    }
  });

  it("is never after the event was received", () => {
    expect(effectiveTime({ occurredAt: NOON + HOUR, sentAt: null, receivedAt: NOON })).toEqual({
      at: NOON,
      clockAdjusted: true,
    });
    const sentBeforeItHappened = { occurredAt: NOON + HOUR, sentAt: NOON, receivedAt: NOON };
    expect(effectiveTime(sentBeforeItHappened).at).toBe(NOON);
  });

  it.each([
    [999, false],
    [1_000, false],
    [1_001, true],
  ])("corrected by %d ms is marked: %s", (correction, clockAdjusted) => {
    const occurredAt = NOON - HOUR;
    expect(effectiveTime({ occurredAt, sentAt: NOON - correction, receivedAt: NOON })).toEqual({
      at: occurredAt + correction,
      clockAdjusted,
    });
    expect(effectiveTime({ occurredAt, sentAt: NOON + correction, receivedAt: NOON })).toEqual({
      at: occurredAt - correction,
      clockAdjusted,
    });
  });

  it("does not depend on how wrong the client's clock is", () => {
    const ago = fc.integer({ min: 0, max: 72 * HOUR });
    const skew = fc.integer({ min: -400 * 24 * HOUR, max: 400 * 24 * HOUR });
    fc.assert(
      fc.property(ago, skew, (age, wrongBy) => {
        const sentAt = NOON + wrongBy;
        const time = effectiveTime({ occurredAt: sentAt - age, sentAt, receivedAt: NOON });
        expect(time.at).toBe(NOON - age);
        expect(time.clockAdjusted).toBe(Math.abs(wrongBy) > SECOND);
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe("a clamp", () => {
  const time = { at: NOON, clockAdjusted: false };

  it.each([
    ["leaves a time in between alone", NOON - 1, NOON + 1, { at: NOON, clockAdjusted: false }],
    [
      "moves up to the session's last event",
      NOON + 60_000,
      NOON + HOUR,
      { at: NOON + 60_000, clockAdjusted: true },
    ],
    ["moves down to a cap", NOON - HOUR, NOON - 60_000, { at: NOON - 60_000, clockAdjusted: true }],
    [
      "of a second or less is not marked",
      NOON + 1_000,
      NOON + HOUR,
      { at: NOON + 1_000, clockAdjusted: false },
    ],
  ])("%s", (_, floor, ceiling, expected) => {
    expect(clamped(time, floor, ceiling)).toEqual(expected);
  });

  it("keeps the mark of an earlier correction", () => {
    expect(clamped({ at: NOON, clockAdjusted: true }, 0, NOON).clockAdjusted).toBe(true);
  });
});
