import { NOTHING } from "@pacekeeper/domain/tracking/pace";
import { expect, test } from "vitest";
import { after, shownFrom } from "../live/shown-session.ts";
import { aRunningSession, minute } from "../session-fixture.ts";
import { waitingTotals } from "./shown-day.ts";

const settings = { targetMs: 330_000, abandonAfterHours: 4 };
const bounds = (from: number, to: number) => ({
  startsAt: new Date(minute(from)).toISOString(),
  endsAt: new Date(minute(to)).toISOString(),
});
const told = shownFrom(aRunningSession());

test("without queued events nothing is added", () => {
  expect(waitingTotals(bounds(-60, 600), told, [told])).toEqual(NOTHING);
});

test("a question closed offline counts in the hour in which it began", () => {
  const { shown } = after(told, { clientEventId: "n", type: "NEXT", at: minute(75) }, settings);
  expect(waitingTotals(bounds(60, 120), told, [shown])).toMatchObject({
    questionCount: 1,
    activeMs: 300_000,
  });
  expect(waitingTotals(bounds(0, 60), told, [shown])).toEqual(NOTHING);
});

test("a question undone offline no longer counts in the day", () => {
  const { shown } = after(told, { clientEventId: "u", type: "UNDO", at: minute(72) }, settings);
  expect(waitingTotals(bounds(-60, 600), told, [shown]).questionCount).toBe(-1);
});

test("a session that ended offline still counts", () => {
  const { shown, ended } = after(told, { clientEventId: "e", type: "EXIT", at: minute(75) }, settings);
  expect(waitingTotals(bounds(-60, 600), told, [shown, ended])).toMatchObject({ questionCount: 1 });
});
