import type { HabitGoal } from "@pacekeeper/domain/habits/goal";
import type { HabitSchedule } from "@pacekeeper/domain/habits/schedule";
import { WEEKDAYS, type Weekday } from "@pacekeeper/domain/time/calendar-date";

/** A habit with everything that was ever logged or skipped. Dates are YYYY-MM-DD. */
export interface SlowHabit {
  readonly goal: HabitGoal;
  readonly schedule: HabitSchedule;
  readonly madeOn: string;
  readonly logs: readonly { readonly date: string; readonly minutes: number }[];
  readonly skips: readonly string[];
}

/** The date after a date, by the calendar that Date keeps in UTC. */
export function dayAfter(date: string): string {
  const next = new Date(`${date}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Every date from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = dayAfter(date)) dates.push(date);
  return dates;
}

function weekdayOf(date: string): Weekday {
  const fromSunday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return WEEKDAYS[(fromSunday + 6) % 7] ?? "MONDAY";
}

/** What was logged on each date on which anything was. */
function sums(habit: SlowHabit): Map<string, number> {
  const minutes = new Map<string, number>();
  for (const log of habit.logs) minutes.set(log.date, (minutes.get(log.date) ?? 0) + log.minutes);
  return minutes;
}

/** The units of a streak in order: `met`, `missed`, or `open` for what counts neither way. */
type Unit = "met" | "missed" | "open";

/**
 * Current and best streak as the rules tell it: date by date from the first on which anything happened.
 *
 * @param weekStart on which weekday the person's weeks begin
 */
export function slowStreak(
  habit: SlowHabit,
  today: string,
  weekStart: Weekday,
): { current: number; best: number; unit: "DAY" | "WEEK" } {
  const unit = habit.schedule.kind === "TIMES_A_WEEK" ? "WEEK" : "DAY";
  const units = unit === "WEEK" ? weeksOf(habit, today, weekStart) : daysOf(habit, today);
  let current = 0;
  let best = 0;
  for (const each of units) {
    if (each === "met") current += 1;
    if (each === "missed") current = 0;
    if (current > best) best = current;
  }
  return { current, best, unit };
}

/** Every date up to today, from the first that could count. */
function lifetime(habit: SlowHabit, today: string): string[] {
  let first = habit.madeOn;
  for (const { date } of habit.logs) if (date < first) first = date;
  for (const date of habit.skips) if (date < first) first = date;
  return datesBetween(first, today);
}

/** Whether a date's goal is met as of today; a limit is kept only by a day that is over. */
function isMet(habit: SlowHabit, minutes: number, date: string, today: string): boolean {
  const { goal, madeOn } = habit;
  if (goal === null) return minutes > 0;
  if (goal.kind === "AT_LEAST") return minutes >= goal.minutes;
  const hasEnded = date < today;
  const wasThere = date >= madeOn;
  return hasEnded && wasThere && minutes <= goal.minutes;
}

function daysOf(habit: SlowHabit, today: string): Unit[] {
  const minutes = sums(habit);
  const units: Unit[] = [];
  for (const date of lifetime(habit, today)) {
    if (habit.schedule.kind === "WEEKDAYS" && !habit.schedule.weekdays.includes(weekdayOf(date))) continue;
    if (habit.skips.includes(date)) units.push("open");
    else if (isMet(habit, minutes.get(date) ?? 0, date, today)) units.push("met");
    else units.push(date === today ? "open" : "missed");
  }
  return units;
}

function weeksOf(habit: SlowHabit, today: string, weekStart: Weekday): Unit[] {
  const minutes = sums(habit);
  const times = habit.schedule.kind === "TIMES_A_WEEK" ? habit.schedule.times : 0;
  const units: Unit[] = [];
  let wanted = times;
  let met = 0;
  for (const date of lifetime(habit, today)) {
    if (weekdayOf(date) === weekStart) {
      wanted = times;
      met = 0;
    }
    if (habit.skips.includes(date)) wanted -= 1;
    else if (isMet(habit, minutes.get(date) ?? 0, date, today)) met += 1;
    const isLast = weekdayOf(dayAfter(date)) === weekStart;
    if (!isLast && date !== today) continue;
    if (wanted <= 0) units.push("open");
    else if (met >= wanted) units.push("met");
    // The last day of a week that is today's is not over.
    else units.push(date === today ? "open" : "missed");
  }
  return units;
}

/** To two decimals, halves up, in whole numbers all the way so that no binary fraction decides. */
function perDay(total: number, days: number): number {
  return Math.floor((200 * total + days) / (2 * days)) / 100;
}

/** Minutes and skip marks of each date from one to another, their sum, and the average of a day. */
export function slowSpan(habit: SlowHabit, from: string, to: string) {
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

function firstLog(habits: readonly SlowHabit[]): string | null {
  let first: string | null = null;
  for (const habit of habits) {
    for (const { date } of habit.logs) if (first === null || date < first) first = date;
  }
  return first;
}

/** Whether seven days have passed between the first log and the last date. */
export function slowEnough(firstOn: string | null, until: string): boolean {
  if (firstOn === null) return false;
  let seventh = firstOn;
  for (let passed = 0; passed < 7; passed += 1) seventh = dayAfter(seventh);
  return seventh <= until;
}

/** What the habits of each category sum to, by the category's name. */
export function slowCategories(
  habits: readonly (SlowHabit & { readonly category: string })[],
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
 * A span's first date, counted back from its last: so many months of the calendar, or so many days.
 *
 * @example twelve months up to 29 February 2028 begin on 1 March 2027
 */
export function slowFirstDate(to: string, length: { readonly days: number } | { readonly months: number }) {
  const [year = 0, month = 0, day = 0] = to.split("-").map(Number);
  if ("days" in length)
    return new Date(Date.UTC(year, month - 1, day - length.days + 1)).toISOString().slice(0, 10);
  const lastOfMonth = new Date(Date.UTC(year, month - length.months, 0)).getUTCDate();
  const earlier = new Date(Date.UTC(year, month - 1 - length.months, Math.min(day, lastOfMonth)));
  return dayAfter(earlier.toISOString().slice(0, 10));
}
