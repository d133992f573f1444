import { minutesWords } from "../habit-words.ts";
import { averageWords, dayWords, loggedWords, shortMonth, weekdayWords } from "../week/day-words.ts";
import type { DayOfYear } from "./heat-map.ts";

/** A bar of the series, with its average. */
export interface SeriesPoint {
  /** Minutes. */
  readonly value: number;
  /** Minutes a day, unrounded; null if unknown or not shown. */
  readonly average: number | null;
  /** The point's numbers in words, for the tooltip. */
  readonly words: string;
}

/** The data that the plot draws. */
export interface Series {
  readonly points: readonly SeriesPoint[];
  /** Labels below the axis, each with the index of its point. */
  readonly marks: readonly { readonly at: number; readonly name: string }[];
  /** The goal in minutes per point; null if there is none. */
  readonly goal: number | null;
}

const WEEK = 7;

/**
 * The mean of each value and the six before it; null where there are fewer, so that no average includes unknown
 * days.
 *
 * @example seven days with 7 minutes each → six times null, then 7
 */
export function movingAverage(values: readonly number[], over = WEEK): readonly (number | null)[] {
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (values[index - over] ?? 0);
    return index < over - 1 ? null : sum / over;
  });
}

/** The days since the first log, because averages must not include earlier days. @param since null for all days */
export function daysSince(days: readonly DayOfYear[], since: string | null): readonly DayOfYear[] {
  return since === null ? days : days.filter(({ date }) => date >= since);
}

/** Each day with its 7-day average. @param goal minutes a day @param today YYYY-MM-DD */
export function dailySeries(days: readonly DayOfYear[], goal: number | null, today: string): Series {
  const averages = movingAverage(days.map(({ minutes }) => minutes));
  const points = days.map((day, index) => {
    const average = averages[index] ?? null;
    const averagePart = average === null ? "" : `, 7-day average ${averageWords(average)}`;
    const words = `${weekdayWords(day.date, today)}: ${loggedWords(day)}${averagePart}`;
    return { value: day.minutes, average, words };
  });
  const firsts = days.flatMap(({ date }, at) =>
    date.endsWith("-01") ? [{ at, name: shortMonth(date) }] : [],
  );
  return { points, marks: firsts, goal };
}

/** Sums of seven days each, ending on the last day; used where single days would be thinner than a pixel. */
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

/** Summarizes the series in one sentence. @param days in order, not empty */
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
