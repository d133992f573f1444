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
  [2700, "Laundry: time’s up (45 minutes)."],
  [60, "Laundry: time’s up (1 minute)."],
  [1, "Laundry: time’s up (1 second)."],
  [90, "Laundry: time’s up (1 minute 30 seconds)."],
  [3600, "Laundry: time’s up (1 hour)."],
  [5400, "Laundry: time’s up (1 hour 30 minutes)."],
])("a run of %i seconds says how long it was", (lengthSeconds, words) => {
  expect(wordsOf(anEndedTimer(5, { lengthSeconds }))).toBe(words);
});

it("a run that ended earlier says when", () => {
  expect(wordsOf(anEndedTimer(3600))).toBe("Laundry finished at 14:00 (45 minutes).");
});

it("a phase says what it was, and what the plan continued with", () => {
  expect(wordsOf(anEndedTimer(5, { phase: "SHORT_BREAK", lengthSeconds: 300 }))).toBe(
    "Laundry: the short break is over (5 minutes).",
  );
  expect(wordsOf(anEndedTimer(3600, { phase: "WORK", lengthSeconds: 1500 }))).toBe(
    "Laundry: work ended at 14:00 (25 minutes).",
  );
  const work = { id: "work", end: "COMPLETED", lengthSeconds: 1500, phase: "WORK" } as const;
  const lastRun = { ...work, endedAt: secondsFromNow(-2), announcedAt: null };
  const facts = { startedAt: secondsFromNow(-2), phase: "LONG_BREAK", lastRun } as const;
  expect(wordsOf(aRunningTimer(898, facts))).toBe(
    "Laundry: work is over (25 minutes). The long break has begun.",
  );
});
