/** One bar of a chart. */
export interface Bar {
  readonly value: number;
  /** What stands under it; empty where there is no room. */
  readonly name: string;
  /** What it shows, in words with the numbers. */
  readonly words: string;
  readonly tone?: "fast" | "on-target" | "slow";
  /** What stands over it; left out: nothing. */
  readonly above?: string;
}

/** The bar at a point, or null beside them. @param at the point in places of bars, from the first one's edge */
export function barAt(at: number, count: number): number | null {
  const index = Math.floor(at);
  return index >= 0 && index < count ? index : null;
}

/** The bar that a key leads to from another; null: the key leads nowhere. */
export function barReached(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  if (key === "ArrowLeft") return Math.min(last, Math.max(0, from - 1));
  if (key === "ArrowRight") return Math.min(last, from + 1);
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}
