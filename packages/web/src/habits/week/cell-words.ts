import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { addDays, isoWeek, monthOf, startOfWeek, utcMidnight } from "@pacekeeper/domain/time/calendar-date";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { dayOf, weekdayOf } from "../../lib/time/local-time.ts";
import type { Week } from "../habits-context.ts";
import type { ShownDay } from "./shown-days.ts";

type Streak = HabitRowFragment["streak"];

/** A date as read aloud: "Tuesday 3 June". @param date YYYY-MM-DD */
export function spokenDate(date: string): string {
  return `${weekdayOf(date, "long")} ${dayOf(utcMidnight(date), "UTC")}`;
}

/** A day's state in words: "25 minutes, met", "nothing logged". @param today the person's current date */
function stateWords({ date, isScheduled, minutes, state }: ShownDay, today: string): string {
  const logged = minutes > 0 ? counted(minutes, "minute") : "nothing logged";
  switch (state) {
    case "MET":
      return `${logged}, met`;
    case "PARTLY":
      if (!isScheduled) return `${logged}, not scheduled`;
      return date === today ? `${logged}, not yet met` : `${logged}, not met`;
    case "WITHIN":
      return date === today ? `${logged} so far, within the limit` : `${logged}, within the limit`;
    case "OVER":
      return `${logged}, over the limit`;
    case "NOTHING":
      return "nothing logged";
    case "SKIPPED":
      return minutes > 0 ? `skipped, ${logged}` : "skipped";
    case "NOT_SCHEDULED":
      return "not scheduled";
    case "TO_COME":
      return "to come";
  }
}

/** A cell's accessible name: "Reading, Tuesday 3 June: 25 minutes, met". @param today the person's current date */
export function cellLabel(name: string, day: ShownDay, today: string): string {
  return `${name}, ${spokenDate(day.date)}: ${stateWords(day, today)}`;
}

/** A streak in words: "6 weeks", "1 day". */
export function streakWords(count: number, unit: Streak["unit"]): string {
  return counted(count, unit === "WEEK" ? "week" : "day");
}

/**
 * A week's line: "Week 47 · 16–22 November", "Week 53 · 28 December 2026 – 3 January 2027". The number is the ISO
 * 8601 week of its Thursday, whichever day the week starts on.
 */
export function weekLine({ from, to }: Week): string {
  return `Week ${weekNumber(from)} · ${span(from, to)}`;
}

/** Parses typed minutes. @returns whole minutes, at most a day's, or why the text was refused */
export function readMinutes(text: string): { readonly minutes: number } | { readonly refusal: string } {
  const trimmed = text.trim();
  const minutes = Number(trimmed);
  if (!/^\d+$/.test(trimmed)) return { refusal: "Write whole minutes, such as 25." };
  if (minutes < 1) return { refusal: "At least 1 minute." };
  if (minutes > MINUTES_OF_A_DAY) return { refusal: "At most 1,440 minutes: a day has no more." };
  return { minutes };
}

function weekNumber(from: string): number {
  const thursday = startOfWeek(addDays(from, 6), "THURSDAY");
  return isoWeek(thursday);
}

function span(from: string, to: string): string {
  const named = (date: string) => dayOf(utcMidnight(date), "UTC");
  if (monthOf(from) === monthOf(to)) return `${Number(from.slice(8))}–${named(to)}`;
  const [fromYear, toYear] = [from.slice(0, 4), to.slice(0, 4)];
  if (fromYear === toYear) return `${named(from)} – ${named(to)}`;
  return `${named(from)} ${fromYear} – ${named(to)} ${toYear}`;
}
