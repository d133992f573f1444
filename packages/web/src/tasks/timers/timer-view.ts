import {
  nextPosition,
  type PlanPosition,
  type PomodoroPlan,
  phaseLength,
  phaseName,
} from "@pacekeeper/domain/tasks/pomodoro";
import { readingWords, readTimer, type TimerReading } from "@pacekeeper/domain/tasks/watched-timers";
import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { PlanFragment } from "../../generated/graphql.ts";
import { lengthWords } from "./length-words.ts";
import type { LiveTimer } from "./live-timers-context.ts";

/** What a timer's card shows. */
export interface TimerView {
  readonly state: "running" | "paused" | "overrun";
  /** The time left in percent of the length; 100 past the end. */
  readonly left: number;
  readonly clock: string;
  /** The accessible name of the clock. */
  readonly clockName: "Time left" | "Over by";
  readonly note: string;
  readonly badge: string;
}

/**
 * A timer's view at an instant of the server's clock; null if there is nothing to show, for example after a stop.
 *
 * @param now epoch milliseconds
 * @param clockTime formats an instant as a time of day
 */
export function viewOf(
  timer: LiveTimer,
  now: number,
  clockTime: (instant: number) => string,
  plan: PlanFragment | null,
): TimerView | null {
  const reading = readTimer(timer, now);
  if (reading === null) return null;
  const { clock, leftMs, standing, state } = reading;
  const length = standing.lengthMs ?? 0;
  const badge = readingWords(reading, phaseWords(timer, plan), clockTime);
  if (state === "over") {
    return {
      state: "overrun",
      left: 100,
      clock,
      clockName: "Over by",
      note: `past ${formatDuration(length)}`,
      badge,
    };
  }
  return {
    state,
    left: length === 0 ? 0 : Math.min(100, (leftMs / length) * 100),
    clock,
    clockName: "Time left",
    note: `of ${formatDuration(length)}`,
    badge,
  };
}

/** "Work 2 of 4", "Short break", "Long break"; null for a run without a plan. */
export function phaseWords(
  { phase, worksDone }: Pick<LiveTimer, "phase" | "worksDone">,
  plan: PlanFragment | null,
): string | null {
  if (phase === null) return null;
  if (phase !== "WORK" || plan === null) return phaseName(phase);
  return `Work ${(worksDone % plan.longBreakEvery) + 1} of ${plan.longBreakEvery}`;
}

/** The phase that can follow an ended one: its position in the plan, its length, and the label of its button. */
export interface NextPhase extends PlanPosition {
  readonly seconds: number;
  readonly words: string;
}

/** The phase after a completed one; null for a run without a plan. */
export function nextPhase(
  { phase, worksDone }: Pick<LiveTimer, "phase" | "worksDone">,
  plan: PlanFragment | null,
): NextPhase | null {
  if (phase === null || plan === null) return null;
  const next = nextPosition({ phase, worksDone }, plan);
  const seconds = phaseLength(next.phase, planOf(plan)) / 1000;
  return { ...next, seconds, words: `Start ${phaseName(next.phase).toLowerCase()}, ${lengthWords(seconds)}` };
}

function planOf(plan: PlanFragment): PomodoroPlan {
  return {
    workMs: plan.workSeconds * 1000,
    shortBreakMs: plan.shortBreakSeconds * 1000,
    longBreakMs: plan.longBreakSeconds * 1000,
    longBreakEvery: plan.longBreakEvery,
    startsNext: plan.startsNext,
  };
}

/** "2 running, 1 paused, 1 over time"; states without a timer are left out. */
export function timersLine(states: readonly TimerReading["state"][]): string {
  const count = (state: TimerReading["state"]) => states.filter((each) => each === state).length;
  const parts = [
    [count("running"), "running"],
    [count("paused"), "paused"],
    [count("over"), "over time"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return said.length === 0 ? "No timer is running" : said.join(", ");
}

/** The tab's title for the most urgent timer that is not paused: "18:24 · Calibration quiz"; null if there is none. */
export function timersTitle(readings: readonly TimerReading<LiveTimer>[]): string | null {
  const first = readings.find(({ state }) => state !== "paused");
  return first ? `${first.clock} · ${first.timer.task.title}` : null;
}
