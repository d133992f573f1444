import { expect, it } from "vitest";
import { type HabitGoal, meetsGoal, minutesToGoal } from "./goal.ts";

const atLeast30: HabitGoal = { kind: "AT_LEAST", minutes: 30 };
const atMost20: HabitGoal = { kind: "AT_MOST", minutes: 20 };
const none: HabitGoal = { kind: "AT_MOST", minutes: 0 };

it.each([
  ["any minutes", 0, false, null],
  ["any minutes", 1, true, null],
  ["at least 30", 0, false, atLeast30],
  ["at least 30", 29, false, atLeast30],
  ["at least 30", 30, true, atLeast30],
  ["at least 30", 1440, true, atLeast30],
  ["at most 20", 0, true, atMost20],
  ["at most 20", 20, true, atMost20],
  ["at most 20", 21, false, atMost20],
  ["none at all", 0, true, none],
  ["none at all", 1, false, none],
] as const)("With a goal of %s, %i minutes of a past day meet it: %s", (_said, minutes, isMet, goal) => {
  expect(meetsGoal(goal, minutes)).toBe(isMet);
});

it.each([
  ["the goal when nothing is logged", atLeast30, 0, 30],
  ["what is missing to the goal", atLeast30, 10, 20],
  ["the last minute", atLeast30, 29, 1],
  ["nothing once the goal is met", atLeast30, 30, null],
  ["nothing once the goal is exceeded", atLeast30, 42, null],
  ["nothing without a goal", null, 0, null],
  ["nothing with a limit", atMost20, 0, null],
] as const)("One press logs %s", (_what, goal, minutes, pressed) => {
  expect(minutesToGoal(goal, minutes)).toBe(pressed);
});
