import type { PlanPosition, PomodoroPlan } from "@pacekeeper/domain/tasks/pomodoro";
import { nextPosition, phaseLength } from "@pacekeeper/domain/tasks/pomodoro";
import { remainingMs, standing, type TimerState } from "@pacekeeper/domain/tasks/timer";
import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import type { LiveTimerFieldsFragment, PlanFragment } from "../../generated/graphql.ts";
import { lengthWords } from "./length-words.ts";

type Told = LiveTimerFieldsFragment;

/** A timer as its card shows it. */
export interface TimerView {
  readonly state: "running" | "paused" | "overrun";
  /** What is left, in percent of the length; 100 past the end. */
  readonly left: number;
  readonly clock: string;
  /** What the clock says, for those who cannot see the ring. */
  readonly clockName: "Time left" | "Over by";
  readonly note: string;
  readonly badge: string;
}

/** A timer as the rules of the domain know it. */
export function stateOf(timer: Told): TimerState {
  const at = (instant: string | null) => (instant === null ? null : Date.parse(instant));
  return {
    status: timer.status,
    runId: timer.runId,
    lengthMs: timer.lengthSeconds === null ? null : timer.lengthSeconds * 1000,
    startedAt: at(timer.startedAt),
    endsAt: at(timer.endsAt),
    pausedAt: at(timer.pausedAt),
    remainingMs:
      timer.status === "PAUSED" && timer.remainingSeconds !== null ? timer.remainingSeconds * 1000 : null,
    endedAt: at(timer.endedAt),
  };
}

/**
 * What is shown of a timer at a moment of the server's clock; null when there is nothing to watch, as of one that
 * was stopped.
 *
 * @param now epoch milliseconds
 * @param clockTime writes an instant as a time of the day
 */
export function viewOf(
  timer: Told,
  now: number,
  clockTime: (instant: number) => string,
  plan: PlanFragment | null,
): TimerView | null {
  const state = standing(stateOf(timer), now);
  const remaining = remainingMs(state, now);
  if (remaining === null) return null;
  const length = state.lengthMs ?? 0;
  const phase = phaseWords(timer, plan);
  if (state.status === "COMPLETED") {
    const ended = clockTime(state.endedAt ?? now);
    return {
      state: "overrun",
      left: 100,
      clock: `+${formatElapsed(-remaining)}`,
      clockName: "Over by",
      note: `past ${formatDuration(length)}`,
      badge: phase === null ? `Over, ended ${ended}` : `${phase} over, ${ended}`,
    };
  }
  const paused = state.status === "PAUSED";
  const said = phase ?? (paused ? "Paused" : "Running");
  const since = clockTime(state.pausedAt ?? now);
  return {
    state: paused ? "paused" : "running",
    left: length === 0 ? 0 : Math.min(100, (remaining / length) * 100),
    clock: countdown(remaining),
    clockName: "Time left",
    note: `of ${formatDuration(length)}`,
    badge: paused
      ? phase === null
        ? `Paused at ${since}`
        : `${phase}, paused ${since}`
      : `${said}, ends ${clockTime(state.endsAt ?? now)}`,
  };
}

/** What is left, in whole seconds that have begun: 00:01 through the last one, and 00:00 only at the end. */
export function countdown(ms: number): string {
  return formatDuration(Math.max(0, Math.ceil(ms / 1000)) * 1000);
}

/** "Work 2 of 4", "Short break", "Long break"; null for a run of no plan. */
export function phaseWords(
  { phase, worksDone }: Pick<Told, "phase" | "worksDone">,
  plan: PlanFragment | null,
): string | null {
  if (phase === null) return null;
  if (phase !== "WORK") return phase === "LONG_BREAK" ? "Long break" : "Short break";
  return plan === null ? "Work" : `Work ${(worksDone % plan.longBreakEvery) + 1} of ${plan.longBreakEvery}`;
}

/** What may follow a phase that is over: its name in the plan, its length in seconds, and the words that offer it. */
export interface NextPhase extends PlanPosition {
  readonly seconds: number;
  readonly words: string;
}

/** The phase after one that was completed; null for a run of no plan. */
export function nextPhase(
  { phase, worksDone }: Pick<Told, "phase" | "worksDone">,
  plan: PlanFragment | null,
): NextPhase | null {
  if (phase === null || plan === null) return null;
  const next = nextPosition({ phase, worksDone }, planOf(plan));
  const seconds = phaseLength(next.phase, planOf(plan)) / 1000;
  const named = next.phase === "WORK" ? "work" : next.phase === "LONG_BREAK" ? "long break" : "short break";
  return { ...next, seconds, words: `Start ${named}, ${lengthWords(seconds)}` };
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

/** "2 running, 1 paused, 1 over time"; what there is none of is left out. */
export function timersLine(states: readonly TimerView["state"][]): string {
  const count = (state: TimerView["state"]) => states.filter((each) => each === state).length;
  const parts = [
    [count("running"), "running"],
    [count("paused"), "paused"],
    [count("overrun"), "over time"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return said.length === 0 ? "No timer runs" : said.join(", ");
}
