import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
  const others = await Promise.all(Array.from({ length: 4 }, () => application.aGuest()));
  await giveRows(guest.userId, 1000);
  for (const { userId } of others) await giveRows(userId, 4000);
  await application.db.pool.query("ANALYZE");
}, 120_000);
afterAll(() => application.close());

/** Many rows of each list, all with times of change of their own. */
async function giveRows(userId: string, many: number): Promise<void> {
  for (const text of [
    `INSERT INTO tasks (id, user_id, title, description, rank, created_at, completed_at, updated_at)
      SELECT gen_random_uuid(), $1, 'Task ' || n, repeat('long text ', 100), n, now(),
        CASE WHEN n % 2 = 0 THEN now() - n * interval '1 s' END, now() - n * interval '1 min'
      FROM generate_series(1, ${many}) n`,
    `INSERT INTO work_sessions (id, user_id, key, timezone, target_ms, abandon_after_hours, started_at, last_event_at,
        ended_at, end_reason, is_current, updated_at)
      SELECT gen_random_uuid(), $1, gen_random_uuid(), 'UTC', 1, 4, now() - n * interval '1 h',
        now() - n * interval '1 h', now() - n * interval '1 h', 'EXIT', false, now() - n * interval '1 min'
      FROM generate_series(1, ${many}) n`,
    `INSERT INTO timer_runs (id, user_id, task_id, length_ms, started_at, ended_at, "end", ran_ms, updated_at)
      SELECT gen_random_uuid(), $1, t.id, 1, t.created_at - t.rank * interval '1 min', now(), 'STOPPED', 1, t.updated_at
      FROM tasks t WHERE t.user_id = $1`,
    `INSERT INTO habits (id, user_id, name, name_key, colour, weekdays, rank, made_on, created_at)
      VALUES (gen_random_uuid(), $1, 'a', 'a', 'TEAL', '{1}', 1, '2026-01-01', now())`,
    `INSERT INTO habit_logs (id, user_id, habit_id, date, minutes, created_at, updated_at)
      SELECT gen_random_uuid(), $1, h.id, '2020-01-01'::date + n, 1, now(), now() - n * interval '1 min'
      FROM habits h, generate_series(1, ${many}) n WHERE h.user_id = $1`,
  ]) {
    await application.db.pool.query(text, [userId]);
  }
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The nodes of the plan of the one statement that reads a list's page. */
async function planOf(table: string, list: string): Promise<PlanNode[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  const { errors } = await guest.ask(`{ viewer { ${list} } }`);
  const calls = spy.mock.calls.map(([query]) => query as unknown);
  spy.mockRestore();
  expect(errors).toEqual([]);
  const [statement] = calls
    .filter(isStatement)
    .filter(({ text }) => text.includes(`FROM "public"."${table}"`));
  if (!statement) throw new Error(`Nothing was read from ${table}`);
  const { rows } = await application.db.pool.query({
    text: `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
    values: [...statement.values],
  });
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(rows[0]["QUERY PLAN"][0].Plan);
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

function isStatement(query: unknown): query is Statement {
  return typeof query === "object" && query !== null && "text" in query && "values" in query;
}

const PAGE = "{ nodes { id } }";
const SINCE = new Date(Date.now() - 3_600_000).toISOString();
const HABIT = (logs: string) => `habits { nodes { ${logs} } }`;

describe("a page of", () => {
  it.each([
    ["tasks", `tasks(first: 20) ${PAGE}`, "tasks_listed"],
    ["tasks", `tasks(first: 20, orderBy: CREATED_AT_DESC) ${PAGE}`, "tasks_user_id_id_key"],
    ["tasks", `tasks(first: 20, orderBy: UPDATED_AT_ASC) ${PAGE}`, "tasks_user_id_updated_at_id_idx"],
    [
      "tasks",
      `tasks(first: 20, orderBy: UPDATED_AT_DESC, filter: { updatedSince: "${SINCE}" }) ${PAGE}`,
      "tasks_user_id_updated_at_id_idx",
    ],
    ["work_sessions", `workSessions(first: 20) ${PAGE}`, "work_sessions_standing"],
    ["work_sessions", `workSessions(first: 20, orderBy: STARTED_AT_ASC) ${PAGE}`, "work_sessions_standing"],
    [
      "work_sessions",
      `workSessions(first: 20, orderBy: UPDATED_AT_ASC) ${PAGE}`,
      "work_sessions_user_id_updated_at_id_idx",
    ],
    ["timer_runs", `timerRuns(first: 20) ${PAGE}`, "timer_runs_user_id_started_at_idx"],
    [
      "timer_runs",
      `timerRuns(first: 20, orderBy: UPDATED_AT_ASC) ${PAGE}`,
      "timer_runs_user_id_updated_at_id_idx",
    ],
    ["habit_logs", HABIT(`logs(first: 20) ${PAGE}`), "habit_logs_habit_id_date_idx"],
    [
      "habit_logs",
      HABIT(`logs(first: 20, orderBy: UPDATED_AT_ASC) ${PAGE}`),
      "habit_logs_habit_id_updated_at_id_idx",
    ],
  ])("%s is read in the order of an index: %s", async (table, list, index) => {
    const nodes = await planOf(table, list);
    const scan = nodes.find((node) => node["Index Name"] === index);
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
    expect(scan?.["Actual Rows"]).toBeLessThanOrEqual(60);
  });
});

describe("a search", () => {
  it("reads the person's own texts and no others, whatever it finds", async () => {
    for (const search of ["nowhere at all", "long text"]) {
      const nodes = await planOf("tasks", `tasks(first: 20, filter: { search: "${search}" }) ${PAGE}`);
      expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
      const read = nodes.reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0);
      expect(read).toBeLessThanOrEqual(1000);
      expect(nodes.some((node) => node["Index Cond"]?.includes("user_id"))).toBe(true);
    }
  });
});
