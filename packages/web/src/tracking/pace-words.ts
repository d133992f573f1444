import type { Pace } from "@pacekeeper/domain/tracking/pace";

export type PaceTone = "fast" | "on-target" | "slow";

/** The tone of a ratio of active time to target; the target band is 0.9 to 1.1. */
export function toneOf(ratio: number): PaceTone {
  if (ratio < 0.9) return "fast";
  return ratio < 1.1 ? "on-target" : "slow";
}

/** The pace's label, capitalised: "On target". */
export function paceTitle(pace: Pick<Pace, "label">): string {
  return pace.label.charAt(0).toUpperCase() + pace.label.slice(1);
}

/** The position of the ruler's needle, in percent; the scale is 0.3 to 1.7 of the target. */
export function needleAt(ratio: number): number {
  return Math.min(100, Math.max(0, ((ratio - 0.3) / 1.4) * 100));
}
