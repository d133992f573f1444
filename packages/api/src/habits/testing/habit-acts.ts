import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import type { Weekday } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";
import { goals, schedules, weekStarts } from "./random-habits.ts";

/** What a person does next with a habit. `ago` in days, −1 is tomorrow; `chosen` picks one of its logs. */
export type HabitAct =
  | { readonly kind: "log"; readonly ago: number; readonly minutes: number }
  | {
      readonly kind: "change";
      readonly chosen: number;
      /** Null: it stays on its date. */
      readonly ago: number | null;
      /** Null: they stay the same. */
      readonly minutes: number | null;
    }
  | { readonly kind: "delete" | "restore"; readonly chosen: number }
  | { readonly kind: "skip"; readonly ago: number; readonly skipped: boolean }
  | { readonly kind: "goal"; readonly goal: HabitGoal }
  | { readonly kind: "schedule"; readonly schedule: HabitSchedule }
  | { readonly kind: "weekStart"; readonly weekStart: Weekday }
  /** To the other end of the world, where it is a day later or earlier. */
  | { readonly kind: "travel" }
  /** A process settles the person's streaks. */
  | { readonly kind: "sweep" }
  | { readonly kind: "wait"; readonly weeks: number };

const ago = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 1, arbitrary: fc.constant(-1) },
);
const minutes = fc.constantFrom(1, 20, 21, 30, 30, 30, 700, 1440);
const chosen = fc.nat({ max: 1_000 });

/** Anything that a person can do with a habit. */
export const habitActs: fc.Arbitrary<HabitAct> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("log" as const), ago, minutes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      chosen,
      ago: fc.option(ago, { freq: 3 }),
      minutes: fc.option(minutes, { freq: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("delete" as const, "restore"), chosen }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("skip" as const), ago, skipped: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("goal" as const), goal: goals }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("schedule" as const), schedule: schedules }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("weekStart" as const), weekStart: weekStarts }) },
  { weight: 3, arbitrary: fc.constant<HabitAct>({ kind: "travel" }) },
  { weight: 2, arbitrary: fc.constant<HabitAct>({ kind: "sweep" }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), weeks: fc.constantFrom(1, 2, 9, 30) }),
  },
);
