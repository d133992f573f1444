import DataLoader from "dataloader";
import type { HabitLink } from "../generated/prisma/client.ts";
import type { DatabaseHandle } from "../platform/context.ts";
import type { Span } from "../platform/dates/date-span.ts";
import type { Calendar } from "./context.ts";
import { readLinks } from "./flows/links.ts";
import { type RequestedSpan, readLogCounts, readSpans, type SpanOfHabit } from "./streaks/statistics.ts";
import { readStreaksAndFirsts, type StreakAndFirst } from "./streaks/streaks.ts";

/** What is read about a habit besides its row. Each method reads all requested habits in one statement. */
export interface HabitReadings {
  span(habitId: string, span: Span): Promise<SpanOfHabit>;
  streakAndFirst(habitId: string): Promise<StreakAndFirst>;
  links(habitId: string): Promise<HabitLink[]>;
  logCount(habitId: string): Promise<number>;
}

/** No cache: a subscription uses these loaders for hours. */
const BATCH_ONLY = { cache: false };

const NOTHING: StreakAndFirst = { streak: { current: 0, best: 0, unit: "DAY" }, firstOn: null };

/** Readings of a person's habits for one request. */
export function habitReadings(
  { pool }: DatabaseHandle,
  userId: string,
  calendar: () => Calendar,
): HabitReadings {
  const spans = new DataLoader<RequestedSpan, SpanOfHabit>(async (requested) => {
    const found = await readSpans(pool, userId, requested);
    return found.map((span) => span ?? new Error("The habit no longer exists"));
  }, BATCH_ONLY);
  const streaks = new DataLoader<string, StreakAndFirst>(async (ids) => {
    // The two fields of a habit share one batch; the next batch reads again.
    streaks.clearAll();
    const found = await readStreaksAndFirsts(pool, userId, ids, calendar());
    return ids.map((id) => found.get(id) ?? NOTHING);
  });
  const links = new DataLoader<string, HabitLink[]>(async (ids) => {
    const found = await readLinks(pool, userId, ids);
    return ids.map((id) => found.filter(({ habitId }) => habitId === id));
  }, BATCH_ONLY);
  const counts = new DataLoader<string, number>(async (ids) => {
    const found = await readLogCounts(pool, userId, ids);
    return ids.map((id) => found.get(id) ?? 0);
  }, BATCH_ONLY);
  return {
    span: (habitId, { from, to }) => spans.load({ habitId, from, to }),
    streakAndFirst: (habitId) => streaks.load(habitId),
    links: (habitId) => links.load(habitId),
    logCount: (habitId) => counts.load(habitId),
  };
}
