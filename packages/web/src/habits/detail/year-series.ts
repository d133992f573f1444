import { minutesWords } from "../habit-words.ts";
import { averageWords, dayWords, loggedWords, shortMonth, weekdayWords } from "../week/day-words.ts";
import type { DayOfYear } from "./heat-map.ts";

/** A bar of the long series, with the average that belongs to it. */
export interface SeriesPoint {
  /** Minutes. */
  readonly value: number;
  /** Minutes a day, to the last place that they have; null: not known, or not told. */
  readonly average: number | null;
  /** What it shows, in words with the numbers. */
  readonly words: string;
}

/** What the long series draws. */
export interface Series {
  readonly points: readonly SeriesPoint[];
  /** Names under the axis, by the point over which they stand. */
  readonly marks: readonly { readonly at: number; readonly name: string }[];
  /** Minutes of a point that are aimed at; null: none. */
  readonly goal: number | null;
}

const WEEK = 7;

/**
 * The mean of each value and the six before it; null where there are fewer, so that no average is told of days
 * that are not known.
 *
 * @example of seven days with 7 minutes each: six times null, then 7
 */
export function movingAverage(values: readonly number[], over = WEEK): readonly (number | null)[] {
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (values[index - over] ?? 0);
    return index < over - 1 ? null : sum / over;
  });
}

/** The days from the first log on: before it there was no habit to average. @param since its date; null: all */
export function daysSince(days: readonly DayOfYear[], since: string | null): readonly DayOfYear[] {
  return since === null ? days : days.filter(({ date }) => date >= since);
}

/** Each day with the average of seven days. @param goal minutes a day @param today YYYY-MM-DD */
export function dailySeries(days: readonly DayOfYear[], goal: number | null, today: string): Series {
  const averages = movingAverage(days.map(({ minutes }) => minutes));
  const points = days.map((day, index) => {
    const average = averages[index] ?? null;
    const told = average === null ? "" : `, 7-day average ${averageWords(average)}`;
    const words = `${weekdayWords(day.date, today)}: ${loggedWords(day)}${told}`;
    return { value: day.minutes, average, words };
  });
  const firsts = days.flatMap(({ date }, at) =>
    date.endsWith("-01") ? [{ at, name: shortMonth(date) }] : [],
  );
  return { points, marks: firsts, goal };
}

/** Sums of seven days, the last of them up to the last day: where days would be thinner than a pixel. */
export function weeklySeries(days: readonly DayOfYear[], today: string): Series {
  const weeks = Array.from({ length: Math.floor(days.length / WEEK) }, (_, index) => {
    const end = days.length - index * WEEK;
    return days.slice(end - WEEK, end);
  }).reverse();
  const points = weeks.map((week) => {
    const value = week.reduce((sum, { minutes }) => sum + minutes, 0);
    const words = `7 days to ${dayWords(week.at(-1)?.date ?? today, today)}: ${minutesWords(value)}`;
    return { value, average: null, words };
  });
  const marks = weeks.flatMap((week, at) => {
    const first = week.find(({ date }) => date.endsWith("-01"));
    return first ? [{ at, name: shortMonth(first.date) }] : [];
  });
  return { points, marks, goal: null };
}

/** What the long series shows, in one sentence. @param days not empty, in order */
export function seriesFinding(name: string, days: readonly DayOfYear[], today: string): string {
  const averages = movingAverage(days.map(({ minutes }) => minutes));
  const [from = today, to = today] = [days[0]?.date, days.at(-1)?.date];
  const span = `Minutes of ${name} a day from ${dayWords(from, today)} to ${dayWords(to, today)}`;
  const last = averages.at(-1) ?? null;
  if (last === null) return span;
  const highest = Math.max(...averages.map((average) => average ?? 0));
  const when = days[averages.indexOf(highest)]?.date ?? to;
  return `${span}, with the average of 7 days: now ${averageWords(last)}, at its highest ${averageWords(highest)} on ${dayWords(when, today)}`;
}
