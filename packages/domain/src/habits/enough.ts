import { addDays, daysFrom } from "../time/calendar-date.ts";

/** Days from the first log until averages are shown. */
const ENOUGH_DAYS = 7;

/**
 * Whether a habit has enough days behind it for meaningful statistics, and when it will. Dates are YYYY-MM-DD.
 *
 * @example first log on 17 November, seen on the 20th: 4 of 7 days, enough from the 24th on
 * @param firstOn the date of its first log; null: no log yet
 */
export function enoughData(
  firstOn: string | null,
  until: string,
): { readonly hasEnoughData: boolean; readonly daysOfData: number; readonly enoughDataOn: string | null } {
  if (firstOn === null) return { hasEnoughData: false, daysOfData: 0, enoughDataOn: null };
  const since = daysFrom(firstOn, until);
  return {
    hasEnoughData: since >= ENOUGH_DAYS,
    daysOfData: Math.min(ENOUGH_DAYS, Math.max(0, since + 1)),
    enoughDataOn: addDays(firstOn, ENOUGH_DAYS),
  };
}
