import { type VerticalScale, verticalScale } from "../../ui/chart-scale.ts";

const HOUR = 60;
/** Steps in minutes; the first one divides an hour evenly. */
const WIDE = { steps: [20, 25, 30, 40, 50, 60], most: 3 };
const NARROW = { steps: [30, 40, 50, 60], most: 2 };

/**
 * The axis of the hours chart in minutes: up to an hour, unless an hour has more, because a question began in it and
 * ended in a later one. Minutes are rounded first, so that a few extra seconds do not extend the axis.
 *
 * @param from pixels of the base line; @param to pixels of the top line
 * @example the longest of 61 minutes → lines at 0, 25, 50, 75; narrow: 0, 40, 80
 */
export function hoursScale(
  minutes: readonly number[],
  narrow: boolean,
  from: number,
  to: number,
): VerticalScale {
  const largest = Math.max(HOUR, ...minutes.map(Math.round));
  return verticalScale({ largest, ...(narrow ? NARROW : WIDE), from, to });
}
