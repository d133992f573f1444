export interface Gridline {
  readonly value: number;
  /** Pixels from the top. */
  readonly y: number;
}

/** A chart's vertical axis from zero. */
export interface VerticalScale {
  readonly top: number;
  readonly y: (value: number) => number;
  /** From zero up to the top. */
  readonly lines: readonly Gridline[];
}

/**
 * An axis that fits `largest`, in at most `most` steps of one of `steps` (ascending; a multiple of the last one if
 * even that is too small).
 *
 * @param from pixels of the base line; @param to pixels of the top line
 * @example largest 57, steps [10, 20, 30], most 3 → lines at 0, 20, 40, 60
 */
export function verticalScale(options: {
  readonly largest: number;
  readonly steps: readonly number[];
  readonly most: number;
  readonly from: number;
  readonly to: number;
}): VerticalScale {
  const { largest, steps, most, from, to } = options;
  const last = steps.at(-1) ?? 1;
  const step = steps.find((each) => each * most >= largest) ?? last * Math.ceil(largest / (last * most));
  const count = Math.max(1, Math.ceil(largest / step));
  const top = step * count;
  const y = (value: number) => from - (value / top) * (from - to);
  const lines = Array.from({ length: count + 1 }, (_, index) => ({
    value: index * step,
    y: y(index * step),
  }));
  return { top, y, lines };
}

/** The outline of a bar on `base` with its upper corners rounded by 3 px; empty if it has no height. */
export function barPath(x: number, width: number, base: number, top: number): string {
  const height = base - top;
  if (height <= 0) return "";
  const r = Math.min(3, height, width / 2);
  return `M${x} ${base}v${-(height - r)}q0-${r} ${r}-${r}h${width - 2 * r}q${r} 0 ${r} ${r}v${height - r}z`;
}
