import { beforeEach, expect, it } from "vitest";
import { setZone } from "../../lib/time/local-time.ts";
import { anEndedTimer, aRunningTimer, PRESENT, secondsFromNow } from "../timers/timer-fixture.ts";
import { endingWords } from "./ending-words.ts";
import { endedRuns } from "./run-endings.ts";

beforeEach(() => void setZone("Europe/Berlin"));

function wordsOf(timer: Parameters<typeof endedRuns>[0][number]) {
  const [run] = endedRuns([timer], PRESENT);
  return run && endingWords(run, PRESENT);
}

it.each([
  [2700, "Laundry: 45 minutes are over."],
  [60, "Laundry: 1 minute is over."],
  [1, "Laundry: 1 second is over."],
  [90, "Laundry: 1 minute 30 seconds are over."],
  [3600, "Laundry: 1 hour is over."],
  [5400, "Laundry: 1 hour 30 minutes are over."],
])("a run of %i seconds says how long it was", (lengthSeconds, words) => {
  expect(wordsOf(anEndedTimer(5, { lengthSeconds }))).toBe(words);
});

it("a run that ended earlier says when", () => {
  expect(wordsOf(anEndedTimer(3600))).toBe("Laundry: 45 minutes were over at 14:00.");
});

it("a phase says what it was, and what the plan continued with", () => {
  expect(wordsOf(anEndedTimer(5, { phase: "SHORT_BREAK", lengthSeconds: 300 }))).toBe(
    "Laundry: 5 minutes of short break are over.",
  );
  const work = { id: "work", endReason: "COMPLETED", lengthSeconds: 1500, phase: "WORK" } as const;
  const lastRun = { ...work, endedAt: secondsFromNow(-2), announcedAt: null };
  const facts = { startedAt: secondsFromNow(-2), phase: "LONG_BREAK", lastRun } as const;
  expect(wordsOf(aRunningTimer(898, facts))).toBe(
    "Laundry: 25 minutes of work are over. The long break has begun.",
  );
});
