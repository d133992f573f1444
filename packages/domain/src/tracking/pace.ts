export type PaceLevel =
  | "NONE"
  | "WAY_TOO_FAST"
  | "FAST"
  | "SLIGHTLY_FAST"
  | "ON_TARGET"
  | "A_BIT_SLOW"
  | "SLOW";

/** The average active time compared with the target. */
export interface Pace {
  readonly level: PaceLevel;
  /** Average active time ÷ average target; null without questions or with a target ≤ 0. */
  readonly ratio: number | null;
  readonly label: string;
  readonly emoji: string;
  /** 0–100, 100 when the average is the target. */
  readonly score: number;
}

/** Sums over closed questions that were not removed; times in milliseconds. */
export interface Totals {
  readonly questionCount: number;
  readonly rawMs: number;
  readonly activeMs: number;
  /** The sum of the questions' targets. */
  readonly targetMs: number;
}

export const NOTHING: Totals = { questionCount: 0, rawMs: 0, activeMs: 0, targetMs: 0 };

interface PaceStep {
  readonly below: number;
  readonly level: PaceLevel;
  readonly label: string;
  readonly emoji: string;
}

/** The scale, in ascending order; labels and emoji are those of the original RaterHub Tracker. */
export const PACE_SCALE: readonly PaceStep[] = [
  { below: 0.5, level: "WAY_TOO_FAST", label: "way too fast (<50%)", emoji: "⚡🐇" },
  { below: 0.7, level: "FAST", label: "fast (50–70%)", emoji: "🐇" },
  { below: 0.9, level: "SLIGHTLY_FAST", label: "slightly fast", emoji: "🙂" },
  { below: 1.1, level: "ON_TARGET", label: "on target", emoji: "💜✅" },
  { below: 1.3, level: "A_BIT_SLOW", label: "a bit slow", emoji: "🐢" },
  { below: Number.POSITIVE_INFINITY, level: "SLOW", label: "slow", emoji: "🐌" },
];

const NO_PACE: Pace = { level: "NONE", ratio: null, label: "No questions", emoji: "😴", score: 0 };

/**
 * The pace of any set of questions: Σ active against Σ target, so each question counts by its own target.
 *
 * @example paceOf({ questionCount: 2, activeMs: 600_000, targetMs: 660_000, rawMs: 0 }).level === "ON_TARGET"
 */
export function paceOf(totals: Totals): Pace {
  if (totals.questionCount === 0 || totals.targetMs <= 0) return NO_PACE;
  const ratio = totals.activeMs / totals.targetMs;
  const step = PACE_SCALE.find(({ below }) => ratio < below);
  if (!step) return NO_PACE;
  return { level: step.level, ratio, label: step.label, emoji: step.emoji, score: paceScore(ratio) };
}

/**
 * `round(clamp(100·e^(−1.2·|ratio−1|), 0, 100))`.
 *
 * @example 0.5 → 55, 0.7 → 70, 0.9 → 89, 1 → 100, 1.3 → 70, 2 → 30, 3 → 9
 */
export function paceScore(ratio: number): number {
  return Math.round(Math.min(100, Math.max(0, 100 * Math.exp(-1.2 * Math.abs(ratio - 1)))));
}

/** The sums of both. */
export function addTotals(a: Totals, b: Totals): Totals {
  return {
    questionCount: a.questionCount + b.questionCount,
    rawMs: a.rawMs + b.rawMs,
    activeMs: a.activeMs + b.activeMs,
    targetMs: a.targetMs + b.targetMs,
  };
}
