import { addTotals, NOTHING, type Totals } from "@pacekeeper/domain/tracking/pace";
import { negative, type ShownSession, totalsWithin } from "../live/shown-session.ts";

interface Bounds {
  readonly startsAt: string;
  readonly endsAt: string;
}

interface Numbers {
  readonly questionCount: number;
  readonly rawSeconds: number;
  readonly activeSeconds: number;
  readonly averageTargetSeconds: number;
}

/** Converts the server's sums of a period to totals in milliseconds. */
export function totalsFrom(numbers: Numbers): Totals {
  return {
    questionCount: numbers.questionCount,
    rawMs: numbers.rawSeconds * 1000,
    activeMs: numbers.activeSeconds * 1000,
    targetMs: numbers.averageTargetSeconds * 1000 * numbers.questionCount,
  };
}

/**
 * What queued events add to a day or an hour: the questions of the shown sessions, minus those that the server has
 * already counted.
 */
export function waitingTotals(
  bounds: Bounds,
  told: ShownSession | null,
  shown: readonly (ShownSession | null)[],
): Totals {
  const from = Date.parse(bounds.startsAt);
  const to = Date.parse(bounds.endsAt);
  const within = (session: ShownSession | null) => (session ? totalsWithin(session, from, to) : NOTHING);
  return shown.map(within).reduce(addTotals, negative(within(told)));
}
