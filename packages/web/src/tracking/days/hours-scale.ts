import { type VerticalScale, verticalScale } from "../../ui/chart-scale.ts";

const HOUR = 60;
/** Steps in minutes; an hour divides evenly by the first ones. */
const WIDE = { steps: [20, 25, 30, 40, 50, 60], most: 3 };
const NARROW = { steps: [30, 40, 50, 60], most: 2 };

/**
 * The axis of the hours in minutes: up to an hour, unless one holds more. That happens where a question
 * began in an hour and ended in another. What is an hour in rounded minutes stays one.
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
