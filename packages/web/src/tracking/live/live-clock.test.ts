import { expect, test } from "vitest";
import { aRunningSession, minute, withPending } from "../session-fixture.ts";
import { readLive } from "./live-clock.ts";
import { shownFrom } from "./shown-session.ts";

const settings = { targetMs: 330_000, abandonAfterHours: 4 };
const SECOND = 1000;

function reading(now: number, ...events: Parameters<typeof withPending>[1]) {
  const shown = withPending(shownFrom(aRunningSession()), events, settings);
  if (!shown?.state.live) throw new Error("the fixture is running");
  return readLive(shown, shown.state.live, now);
}

test("the clock counts from the question's start, and clock and time left add up to the target", () => {
  expect(reading(minute(70) + 221 * SECOND)).toMatchObject({
    state: "running",
    clock: "03:41",
    left: ["01:49", "to target"],
  });
});

test("within a second, the clock and the time left still add up", () => {
  expect(reading(minute(70) + 221_400)).toMatchObject({ clock: "03:41", left: ["01:49", "to target"] });
});

test("past the target it shows by how much", () => {
  expect(reading(minute(70) + 371 * SECOND)).toMatchObject({ state: "over", left: ["00:41", "over target"] });
});

test("a paused clock stops while its pause grows", () => {
  const pause = { clientEventId: "p", type: "PAUSE", at: minute(72) } as const;
  expect(reading(minute(80), pause)).toMatchObject({
    state: "paused",
    clock: "02:00",
    pausedMs: 8 * 60 * SECOND,
  });
});

test("after an hour the clock shows hours", () => {
  expect(reading(minute(70 + 61)).clock).toBe("1:01:00");
});
