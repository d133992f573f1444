import { addDays, monthOf } from "@pacekeeper/domain/time/calendar-date";
import { counted } from "../../lib/count-words.ts";
import { dayWords, loggedWords, shortMonth } from "../week/day-words.ts";

/** A day of the year that is shown. */
export interface DayOfYear {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly minutes: number;
  readonly isSkipped: boolean;
}

/** The same in a heat map. */
export interface HeatDay extends DayOfYear {
  /** 0 nothing, 1–4 the more minutes the higher. */
  readonly step: number;
}

/** The days of a year as the server tells it: a list of each number, from its first date on. */
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

/** Under this a month's name would run into the next one's. */
const NAME_COLUMNS = 3;
const ROWS = 7;

/**
 * Where the months' names stand over a heat map. A week belongs to the month of its fourth day, as in the
 * numbering of weeks.
 *
 * @param days every date in order, from the first of a week on
 * @returns columns from 0, with a month's short name
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
  // The last week may have fewer days than four: its days have come so far, and belong together.
  return monthOf((days[3] ?? days.at(-1))?.date ?? "");
}

/** The day that a key leads to from another; null: the key leads nowhere. */
export function dayReached(key: string, from: number, count: number): number | null {
  const last = count - 1;
  const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -ROWS, ArrowRight: ROWS }[key];
  if (by !== undefined) return from + by < 0 || from + by > last ? from : from + by;
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

/**
 * What the steps of a heat map mean, from the step 0 on.
 *
 * @param stepMinutes the least minutes of the steps 2, 3 and 4
 * @example [15, 30, 45] → none, 1–14, 15–29, 30–44, 45 min and more
 */
export function stepWords(stepMinutes: readonly number[]): readonly string[] {
  const least = [1, ...stepMinutes];
  const ranges = least.map((from, index) => {
    const next = least[index + 1];
    if (next === undefined) return `${from} min and more`;
    return next - 1 === from ? `${from}` : `${from}–${next - 1}`;
  });
  return ["none", ...ranges];
}

/** What a year of a habit shows, in one sentence. @param days up to today, in order */
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
