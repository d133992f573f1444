import { readLinks } from "../../packages/api/src/habits/flows/links.ts";
import { readSomeHabits } from "../../packages/api/src/habits/habit-rows.ts";
import { readSpans } from "../../packages/api/src/habits/streaks/statistics.ts";
import { readStreaksAndFirsts } from "../../packages/api/src/habits/streaks/streaks.ts";
import { createClient } from "../../packages/api/src/platform/database/client.ts";
import { selectList } from "../../packages/api/src/platform/database/columns.ts";
import type { Database } from "../../packages/api/src/platform/database/open.ts";
import type { Statement } from "./bare-day.ts";
import { plainServer } from "./plain-http.ts";
import type { RoleServer } from "./role.ts";

/** The inputs of a person's habits page. Dates are YYYY-MM-DD. */
export interface HabitsPageOf {
  readonly userId: string;
  readonly habitIds: readonly string[];
  /** The habit whose statistics are shown. */
  readonly chosenId: string;
  readonly today: string;
  readonly week: { readonly from: string; readonly to: string };
  readonly sevenDaysFrom: string;
  readonly fourWeeksFrom: string;
  readonly yearFrom: string;
  readonly heatFrom: string;
}

/**
 * The exact statements that the product executes for the page. Calls the product's services with a pool that only
 * records statements.
 */
export async function statementsOfHabits(page: HabitsPageOf): Promise<Statement[]> {
  const { chosenId, habitIds, today, userId, week } = page;
  const noted: Statement[] = [];
  const note = async (statement: Statement) => {
    noted.push(statement);
    return { rows: [] };
  };
  // Of the pool, the services call only `query` with a statement.
  const pool = { query: note } as unknown as Database["pool"];
  const calendar = { zone: "UTC", today, weekStart: "MONDAY" } as const;
  await note(habitsInUse(userId));
  await readSomeHabits(pool, userId, [chosenId]);
  const chosen = [page.sevenDaysFrom, page.fourWeeksFrom, page.yearFrom, page.heatFrom];
  const spans = [
    habitIds.map((habitId) => ({ habitId, ...week })),
    chosen.map((from) => ({ habitId: chosenId, from, to: today })),
  ];
  // The chosen habit is read separately from the list.
  for (const ids of [habitIds, [chosenId]]) await readStreaksAndFirsts(pool, userId, ids, calendar);
  for (const asked of spans) await readSpans(pool, userId, asked);
  await readLinks(pool, userId, [chosenId]);
  return noted;
}

/** The product reads this list through Prisma, so the statement is written out here. */
function habitsInUse(userId: string): Statement {
  const text = `SELECT ${selectList("Habit", "h")} FROM habits h
    WHERE h.user_id = $1 AND h.archived_at IS NULL ORDER BY h.rank, h.id LIMIT 51`;
  return { name: "habits-in-use", text, values: [userId] };
}

/** The minimal server for the page: node:http, the statements, their rows. */
export async function bareHabitsServer(options: {
  readonly url: string;
  readonly page: HabitsPageOf;
}): Promise<RoleServer> {
  const { pool, disconnect } = createClient(options.url, { info: () => {}, warn: console.error });
  const statements = await statementsOfHabits(options.page);
  return plainServer(async () => {
    const results = await Promise.all(
      statements.map(({ values, ...statement }) => pool.query({ ...statement, values: [...values] })),
    );
    return JSON.stringify(results.map(({ rows }) => rows));
  }, disconnect);
}
