import type { HabitRowFragment, HabitStatsFieldsFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { Stat } from "../../ui/Stat.tsx";
import { minutesWords } from "../habit-words.ts";
import { averageWords } from "../week/day-words.ts";
import type { DetailedHabit } from "./detailed-habit.ts";

/** Totals and averages over three spans, and the streak. */
export function DetailStats(props: { readonly habit: DetailedHabit }) {
  return (
    <dl data-ui="stats" data-plain data-cols="2">
      <SpanStat label="7 days" stats={props.habit.week} />
      <SpanStat label="4 weeks" stats={props.habit.fourWeeks} />
      <SpanStat label="12 months" stats={props.habit.year} />
      <Stat label="Streak" value={streakWords(props.habit.streak)} note={bestWords(props.habit.streak)} />
    </dl>
  );
}

function SpanStat(props: { readonly label: string; readonly stats: HabitStatsFieldsFragment }) {
  const average = () =>
    props.stats.hasEnoughData
      ? `${averageWords(props.stats.averageMinutesPerDay)} min a day`
      : "Not enough data yet";
  return <Stat label={props.label} value={minutesWords(props.stats.totalMinutes)} note={average()} />;
}

type Streak = HabitRowFragment["streak"];

const unitOf = ({ unit }: Streak) => (unit === "WEEK" ? "week" : "day");

function streakWords(streak: Streak): string {
  return counted(streak.current, unitOf(streak));
}

function bestWords(streak: Streak): string {
  if (streak.best === 0) return "none so far";
  if (streak.current === streak.best) return "the longest so far";
  return `best ${counted(streak.best, unitOf(streak))}`;
}
