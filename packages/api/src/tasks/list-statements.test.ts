import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aTask, aTaskThatRan } from "./testing/task-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
});
afterAll(() => application.close());

const TIMER = "timer { status remainingSeconds lengthSeconds lastRun { id ranSeconds } task { id title } }";
const PAGE = `{ viewer { tasks(first: 100) { nodes { id title position ranSeconds ${TIMER} } } taskTotals { open }
  activeTimers { id status lastRun { id } task { title ranSeconds } } } }`;

/** How many statements it takes to read the page. */
async function statements(): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    const { errors } = await guest.ask(PAGE);
    expect(errors).toEqual([]);
    return spy.mock.calls.filter(([query]) => /tasks|timer/.test(textOf(query))).length;
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

it("A page of tasks takes as many statements for forty tasks as for two", async () => {
  await aTaskThatRan(guest, "a", 600);
  await aTask(guest, "b", 600);
  await statements();
  const few = await statements();
  for (let one = 0; one < 38; one += 1) {
    await (one % 2 === 0 ? aTaskThatRan(guest, `${one}`, 600) : aTask(guest, `${one}`, null));
  }
  expect(few).toBeGreaterThan(3);
  expect(await statements()).toBe(few);
});
