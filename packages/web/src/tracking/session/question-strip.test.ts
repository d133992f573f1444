import { expect, test } from "vitest";
import { liveScale, spanOf, stripParts, tableScale, targetAt } from "./question-strip.ts";

const MINUTE = 60_000;
const started = 1_000_000;
const minute = (count: number) => started + count * MINUTE;
const question = (...pauses: [number, number][]) => ({
  startedAt: started,
  pauses: pauses.map(([from, to]) => ({ from: minute(from), to: minute(to) })),
  targetMs: 5.5 * MINUTE,
});

test("pauses split the work", () => {
  const span = spanOf(question([2, 3]), minute(6));
  expect(stripParts(span, 10 * MINUTE)).toEqual([
    { kind: "session", from: 0, to: 20 },
    { kind: "pause", from: 20, to: 30 },
    { kind: "session", from: 30, to: 60 },
  ]);
});

test("a running pause lasts until now", () => {
  const span = spanOf(question(), minute(4), minute(1));
  expect(stripParts(span, 10 * MINUTE).at(-1)).toEqual({ kind: "pause", from: 10, to: 40 });
});

test("the target moves by the pauses before it, and ignores those after", () => {
  expect(targetAt(spanOf(question([2, 3]), minute(6)))).toBe(6.5 * MINUTE);
  expect(targetAt(spanOf(question([2, 3], [7, 9]), minute(10)))).toBe(6.5 * MINUTE);
});

test("the live strip keeps its length until it is nearly full, then grows by half minutes", () => {
  const roomy = liveScale(spanOf(question(), minute(1)));
  expect(liveScale(spanOf(question(), minute(7)))).toBe(roomy);
  expect(liveScale(spanOf(question(), started + roomy + 1))).toBe(roomy + 30_000);
  expect(liveScale(spanOf(question(), started + roomy + 30_000))).toBe(roomy + 30_000);
});

test("a table's strips share one length that fits the longest", () => {
  const spans = [spanOf(question(), minute(4)), spanOf(question([2, 3]), minute(9))];
  expect(tableScale(spans)).toBe(10 * MINUTE);
});
