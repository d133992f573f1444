import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { addDays, datesBetween } from "@pacekeeper/domain/time/calendar-date";

/** To two decimals, halves up, in integer arithmetic so that no binary fraction decides. */
function perDay(total: number, days: number): number {
  return Math.floor((200 * total + days) / (2 * days)) / 100;
}

/** Minutes and skip marks of each date of a span, the sum, and the average per day. */
export function slowSpan(habit: HabitHistory, from: string, to: string) {
  const dates = datesBetween(from, to);
  const minutes: number[] = [];
  const skipped: boolean[] = [];
  let totalMinutes = 0;
  for (const date of dates) {
    let sum = 0;
    for (const log of habit.logs) if (log.date === date) sum += log.minutes;
    minutes.push(sum);
    skipped.push(habit.skips.includes(date));
    totalMinutes += sum;
  }
  const averageMinutes = perDay(totalMinutes, dates.length);
  return { minutes, skipped, totalMinutes, averageMinutes, firstOn: firstLog([habit]) };
}

function firstLog(habits: readonly HabitHistory[]): string | null {
  let first: string | null = null;
  for (const habit of habits) {
    for (const { date } of habit.logs) if (first === null || date < first) first = date;
  }
  return first;
}

/** Whether seven days have passed between the first log and the last date. */
export function slowEnough(firstOn: string | null, until: string): boolean {
  if (firstOn === null) return false;
  return addDays(firstOn, 7) <= until;
}

/** The sums of each category's habits, by the category's name. */
export function slowCategories(
  habits: readonly (HabitHistory & { readonly category: string })[],
  from: string,
  to: string,
) {
  return [...new Set(habits.map(({ category }) => category))].sort().map((category) => {
    const members = habits.filter((habit) => habit.category === category);
    let totalMinutes = 0;
    for (const member of members) totalMinutes += slowSpan(member, from, to).totalMinutes;
    const days = datesBetween(from, to).length;
    const averageMinutes = perDay(totalMinutes, days);
    return {
      category,
      habitCount: members.length,
      totalMinutes,
      averageMinutes,
      firstOn: firstLog(members),
    };
  });
}

/**
 * A span's first date, counted back from its last by calendar months or by days.
 *
 * @example twelve months up to 29 February 2028 begin on 1 March 2027
 */
export function slowFirstDate(to: string, length: { readonly days: number } | { readonly months: number }) {
  const [year = 0, month = 0, day = 0] = to.split("-").map(Number);
  if ("days" in length)
    return new Date(Date.UTC(year, month - 1, day - length.days + 1)).toISOString().slice(0, 10);
  const lastOfMonth = new Date(Date.UTC(year, month - length.months, 0)).getUTCDate();
  const earlier = new Date(Date.UTC(year, month - 1 - length.months, Math.min(day, lastOfMonth)));
  return addDays(earlier.toISOString().slice(0, 10), 1);
}
