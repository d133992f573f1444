import { addDays, monthOf } from "@pacekeeper/domain/time/calendar-date";
import { counted } from "../../lib/count-words.ts";
import { dayWords, loggedWords, shortMonth } from "../week/day-words.ts";

/** One day of the displayed year. */
export interface DayOfYear {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly minutes: number;
  readonly isSkipped: boolean;
}

/** A day in the heat map. */
export interface HeatDay extends DayOfYear {
  /** 0: nothing; 1–4: the more minutes, the higher. */
  readonly step: number;
}

/** Builds the days from the server's year: parallel lists of numbers that start at `from`. */
export function daysOfYear({
  from,
  minutes,
  skipped,
  steps,
}: {
  readonly from: string;
  readonly minutes: readonly number[];
  readonly steps: readonly number[];
  readonly skipped: readonly string[];
}): readonly HeatDay[] {
  const isSkipped = new Set(skipped);
  return minutes.map((sum, index) => {
    const date = addDays(from, index);
    return { date, minutes: sum, isSkipped: isSkipped.has(date), step: steps[index] ?? 0 };
  });
}

/** With fewer columns than this, a month's name would run into the next one. */
const NAME_COLUMNS = 3;
const ROWS = 7;

/**
 * Places the month names above a heat map. A week belongs to the month of its fourth day, as in ISO week
 * numbering.
 *
 * @param days every date in order, starting on the first day of a week
 * @returns zero-based columns with the month's short name
 */
export function monthLabels(
  days: readonly Pick<DayOfYear, "date">[],
): readonly { readonly column: number; readonly name: string }[] {
  const weeks = Array.from({ length: Math.ceil(days.length / ROWS) }, (_, week) =>
    monthOfWeek(days.slice(week * ROWS, (week + 1) * ROWS)),
  );
  const starts = weeks.flatMap((month, column) => (month === weeks[column - 1] ? [] : [{ column, month }]));
  const hasRoom = ({ column }: { readonly column: number }, index: number) =>
    (starts[index + 1]?.column ?? weeks.length) - column >= (index === 0 ? NAME_COLUMNS : 2);
  return starts.filter(hasRoom).map(({ column, month }) => ({ column, name: shortMonth(month) }));
}

function monthOfWeek(days: readonly Pick<DayOfYear, "date">[]): string {
  // The current week may have fewer than four days so far; then its latest day decides.
  return monthOf((days[3] ?? days.at(-1))?.date ?? "");
}

/** The index of the day that a key moves to; null if the key does not move. */
export function dayReached(key: string, from: number, count: number): number | null {
  const last = count - 1;
  const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -ROWS, ArrowRight: ROWS }[key];
  if (by !== undefined) return from + by < 0 || from + by > last ? from : from + by;
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

/**
 * Legend texts for the steps of a heat map, starting at step 0.
 *
 * @param stepMinutes the minimum minutes of steps 2, 3 and 4
 * @example [15, 30, 45] → none, 1–14, 15–29, 30–44, 45 min or more
 */
export function stepWords(stepMinutes: readonly number[]): readonly string[] {
  const least = [1, ...stepMinutes];
  const ranges = least.map((from, index) => {
    const next = least[index + 1];
    if (next === undefined) return `${from} min or more`;
    return next - 1 === from ? `${from}` : `${from}–${next - 1}`;
  });
  return ["none", ...ranges];
}

/** Summarizes a habit's year in one sentence. @param days in order, up to today */
export function yearFinding(name: string, days: readonly DayOfYear[], today: string): string {
  const logged = days.filter(({ minutes }) => minutes > 0).length;
  const skipped = days.filter(({ minutes, isSkipped }) => isSkipped && minutes === 0).length;
  const present = days.at(-1);
  const parts = [
    `${counted(logged, "day")} with minutes`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(present?.date === today ? [`today ${loggedWords(present)}`] : []),
  ];
  const from = dayWords(days[0]?.date ?? today, today);
  return `Minutes of ${name} on each day from ${from} to ${dayWords(present?.date ?? today, today)}: ${parts.join(", ")}`;
}
