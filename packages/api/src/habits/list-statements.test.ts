import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aTask } from "../tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aHabit, aLog, askHabit } from "./testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
});
afterAll(() => application.close());

const PAGE = `{ viewer { habits { nodes { id name position firstLoggedOn logCount streak { current best unit }
  days(from: "2026-06-01", to: "2026-06-07") { date minutes state }
  stats(span: { days: 7 }, to: "2026-06-07") { totalMinutes hasEnoughData daily { minutes } }
  links { id task { id title } } } } } }`;

/** How many statements it takes to read the page. */
async function statements(habits: number): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    const { data, errors } = await guest.ask(PAGE);
    expect(errors).toEqual([]);
    const full = { stats: { totalMinutes: 25 }, links: [{ task: {} }] };
    expect(data.viewer.habits.nodes).toMatchObject(Array(habits).fill(full));
    return spy.mock.calls.map(([query]) => textOf(query)).filter((text) => /habit|"tasks"/.test(text)).length;
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

async function aFullHabit(name: string, taskId: string): Promise<void> {
  const { id } = await aHabit(guest, name, { schedule: { timesAWeek: 2 } });
  await aLog(guest, id, "2026-06-03", 25);
  await askHabit(guest, "linkHabit", { habitId: id, source: "TASK", taskId });
}

/** Copies the habit "a" 38 times in SQL, which saves over a hundred requests. */
async function manyMore(): Promise<void> {
  await application.db.pool.query(
    `WITH made AS (
       INSERT INTO habits (id, user_id, name, name_key, colour, weekdays, times_a_week, rank, made_on, created_at)
       SELECT gen_random_uuid(), user_id, 'H' || n, 'h' || n, colour, weekdays, times_a_week, n, made_on, created_at
       FROM habits, generate_series(2, 39) n WHERE user_id = $1 AND name = 'a' RETURNING id, user_id
     ), logged AS (
       INSERT INTO habit_logs (id, user_id, habit_id, date, minutes, created_at)
       SELECT gen_random_uuid(), user_id, id, '2026-06-03', 25, now() FROM made
     ), summed AS (
       INSERT INTO habit_days (user_id, habit_id, date, minutes) SELECT user_id, id, '2026-06-03', 25 FROM made
     ), planned AS (
       INSERT INTO tasks (id, user_id, title, rank, created_at)
       SELECT id, user_id, 'Task of ' || id, 1 + row_number() OVER (), now() FROM made RETURNING id
     )
     INSERT INTO habit_links (id, user_id, habit_id, source, task_id, created_at)
     SELECT gen_random_uuid(), made.user_id, made.id, 'TASK', planned.id, now()
     FROM made JOIN planned ON planned.id = made.id`,
    [guest.userId],
  );
}

it("The page of habits takes as many statements for forty habits as for two", async () => {
  const tasks = [await aTask(guest, "First"), await aTask(guest, "Second")];
  for (const [index, name] of ["a", "b"].entries()) await aFullHabit(name, tasks[index]?.id);
  await statements(2);
  const few = await statements(2);
  await manyMore();
  expect(few).toBeGreaterThan(3);
  expect(await statements(40)).toBe(few);
});
