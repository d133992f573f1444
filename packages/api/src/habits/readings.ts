import DataLoader from "dataloader";
import type { DatabaseHandle } from "../platform/context.ts";
import type { Calendar } from "./context.ts";
import { type LinkWithTask, readLinks } from "./links.ts";
import { readLogCounts, readSpans, type Span, type SpanOfHabit } from "./statistics.ts";
import { readStreaksAndFirsts, type StreakAndFirst } from "./streaks.ts";

/** What is read of a habit beside its row. Each reads all habits that are asked for at once in one statement. */
export interface HabitReadings {
  span(habitId: string, span: Span): Promise<SpanOfHabit>;
  streakAndFirst(habitId: string): Promise<StreakAndFirst>;
  links(habitId: string): Promise<LinkWithTask[]>;
  logCount(habitId: string): Promise<number>;
}

/** Nothing is remembered: a subscription reads with these for hours. */
const BATCH_ONLY = { cache: false };

const NOTHING: StreakAndFirst = { streak: { current: 0, best: 0, unit: "DAY" }, firstOn: null };

/** Readings of a person's habits for one request. */
export function habitReadings(
  { pool, prisma }: DatabaseHandle,
  userId: string,
  calendar: () => Calendar,
): HabitReadings {
  const spans = new Map<string, DataLoader<string, SpanOfHabit>>();
  const streaks = new DataLoader<string, StreakAndFirst>(async (ids) => {
    const found = await readStreaksAndFirsts(pool, userId, ids, calendar());
    return ids.map((id) => found.get(id) ?? NOTHING);
  }, BATCH_ONLY);
  const links = new DataLoader<string, LinkWithTask[]>(async (ids) => {
    const found = await readLinks(prisma, userId, ids);
    return ids.map((id) => found.filter(({ habitId }) => habitId === id));
  }, BATCH_ONLY);
  const counts = new DataLoader<string, number>(async (ids) => {
    const found = await readLogCounts(pool, userId, ids);
    return ids.map((id) => found.get(id) ?? 0);
  }, BATCH_ONLY);
  function spanLoader(span: Span) {
    const key = `${span.from} ${span.to}`;
    const present = spans.get(key);
    if (present) return present;
    const made = new DataLoader<string, SpanOfHabit>(async (ids) => {
      const found = await readSpans(pool, userId, ids, span);
      return ids.map((id) => found.get(id) ?? new Error("A habit that is gone"));
    }, BATCH_ONLY);
    spans.set(key, made);
    return made;
  }
  return {
    span: (habitId, span) => spanLoader(span).load(habitId),
    streakAndFirst: (habitId) => streaks.load(habitId),
    links: (habitId) => links.load(habitId),
    logCount: (habitId) => counts.load(habitId),
  };
}
