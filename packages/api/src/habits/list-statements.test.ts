import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aHabit, aLog, askHabit, countNothing } from "../testing/habit-requests.ts";
import { aTask } from "../testing/task-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
});
afterAll(() => application.close());

const PAGE = `{ viewer { habits { id name firstLoggedOn logCount streak { current best unit }
  days(from: "2026-06-01", to: "2026-06-07") { date minutes state }
  stats(days: 7, until: "2026-06-07") { totalMinutes enough daily { minutes } }
  links { id task { id title } } logs(first: 3) { nodes { id habit { id } } } } } }`;

/** How many statements one reading of the page takes, other than those of the jobs beside it. */
async function statements(): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    const { data, errors } = await guest.ask(PAGE);
    expect(errors).toEqual([]);
    expect(data.viewer.habits[0]).toMatchObject({ stats: { totalMinutes: 25 }, links: [{}] });
    return spy.mock.calls
      .map(([query]) => textOf(query))
      .filter((text) => /habit/.test(text) && !isAJobs(text)).length;
  } finally {
    spy.mockRestore();
  }
}

/** A job looks every second for people whose things count towards habits. */
const isAJobs = (text: string) => /habit_flows/.test(text);

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

async function aFullHabit(name: string, taskId: string): Promise<void> {
  const { id } = await aHabit(guest, name, { schedule: { timesAWeek: 2 } });
  await aLog(guest, id, "2026-06-03", 25);
  await askHabit(guest, "linkHabit", { habitId: id, source: "TASK", taskId });
}

it("The page of habits takes as many statements for forty as for two", async () => {
  const { id } = await aTask(guest);
  await countNothing(application, guest);
  for (const name of ["a", "b"]) await aFullHabit(name, id);
  await statements();
  const few = await statements();
  for (let one = 0; one < 38; one += 1) await aFullHabit(`${one}`, id);
  expect(few).toBeGreaterThan(3);
  expect(await statements()).toBe(few);
});
