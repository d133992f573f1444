/** One bar of a chart. */
export interface Bar {
  readonly value: number;
  /** The label below it; empty if there is no room. */
  readonly name: string;
  /** Its numbers in words. */
  readonly words: string;
  readonly tone?: "fast" | "on-target" | "slow";
  /** The label above it, if any. */
  readonly above?: string;
}

/** The bar at a point; null outside all bars. @param at the point in slots, from the first one's edge */
export function barAt(at: number, count: number): number | null {
  const index = Math.floor(at);
  return index >= 0 && index < count ? index : null;
}

/** The bar that a key moves to from bar `from`; null if the key does not move. */
export function barReached(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  if (key === "ArrowLeft") return Math.min(last, Math.max(0, from - 1));
  if (key === "ArrowRight") return Math.min(last, from + 1);
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}
