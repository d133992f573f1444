export const PHASES = ["WORK", "SHORT_BREAK", "LONG_BREAK"] as const;
export type Phase = (typeof PHASES)[number];

/** How a person alternates between work and breaks. Lengths in milliseconds. */
export interface PomodoroPlan {
  readonly workMs: number;
  readonly shortBreakMs: number;
  readonly longBreakMs: number;
  /** After every this many work phases, the break is long. */
  readonly longBreakEvery: number;
  /** Whether the next phase starts by itself when one is over. */
  readonly startsNext: boolean;
}

const MINUTE = 60_000;

/** As Cirillo described it: 25 minutes of work, 5 of break, 15 after every fourth work. */
export const USUAL_PLAN: PomodoroPlan = {
  workMs: 25 * MINUTE,
  shortBreakMs: 5 * MINUTE,
  longBreakMs: 15 * MINUTE,
  longBreakEvery: 4,
  startsNext: false,
};

/** The fewest and the most work phases between two long breaks. */
export const FEWEST_WORKS = 1;
export const MOST_WORKS = 12;

/** A timer's position in a plan: its phase, and the work phases completed since the plan began. */
export interface PlanPosition {
  readonly phase: Phase;
  readonly worksDone: number;
}

/**
 * The position after a completed phase.
 *
 * @example with a long break every 4 work phases, a long break follows the fourth
 */
export function nextPosition(
  { phase, worksDone }: PlanPosition,
  { longBreakEvery }: Pick<PomodoroPlan, "longBreakEvery">,
): PlanPosition {
  if (phase !== "WORK") return { phase: "WORK", worksDone };
  const done = worksDone + 1;
  return { phase: done % longBreakEvery === 0 ? "LONG_BREAK" : "SHORT_BREAK", worksDone: done };
}

/** The length of a phase in milliseconds. */
export function phaseLength(phase: Phase, plan: PomodoroPlan): number {
  if (phase === "WORK") return plan.workMs;
  return phase === "LONG_BREAK" ? plan.longBreakMs : plan.shortBreakMs;
}

/** "Work", "Short break", "Long break". */
export function phaseName(phase: Phase): string {
  return phase === "WORK" ? "Work" : phase === "LONG_BREAK" ? "Long break" : "Short break";
}

/** Whether a run in this phase is time spent on the task; a run outside any plan (null) is. */
export function countsAsWork(phase: Phase | null): boolean {
  return phase === null || phase === "WORK";
}
