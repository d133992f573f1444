import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeChange } from "../../platform/changes/change.ts";
import { askTask, askTimer, aTask } from "../../tasks/testing/task-requests.ts";
import { completeDueTimers } from "../../tasks/timers/due-timers.ts";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aChangeContext } from "../../testing/change-context.ts";
import { aCountingHabit, type CountingHabit } from "../testing/counting-habit.ts";
import { theHabit } from "../testing/habit-requests.ts";
import { COUNTING } from "./flows.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
let link: CountingHabit["link"];
let logs: CountingHabit["logs"];
let followSources: CountingHabit["followSources"];
let minutes: CountingHabit["minutes"];
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  ({ guest, habitId, link, logs, followSources, minutes } = await aCountingHabit(application));
});
afterAll(() => application.close());

/** Consumes the outbox, then asserts the minutes of the habit's logs, ascending. */
async function logged(wanted: number[]): Promise<void> {
  await followSources();
  expect(await minutes()).toEqual(wanted);
}

/** Backdates the start of the running timer. */
const startedAgo = (minutes: number) =>
  application.db.pool.query(
    `WITH moved AS (UPDATE timers SET started_at = started_at - $2::interval, ends_at = ends_at - $2::interval
       WHERE user_id = $1 AND status = 'RUNNING' RETURNING run_id)
     UPDATE timer_runs r SET started_at = r.started_at - $2::interval FROM moved WHERE r.id = moved.run_id`,
    [guest.userId, `${minutes} minutes`],
  );

it("A task with years of runs is undone in batches, and nobody waits for all of them", async () => {
  const task = await aTask(guest, "Scales", 600);
  await link("TIMERS");
  const taskId = Buffer.from(task.id, "base64").toString().slice("Task:".length);
  await application.db.pool.query(
    `INSERT INTO timer_runs (id, user_id, task_id, length_ms, started_at, ended_at, "end", ran_ms)
     SELECT gen_random_uuid(), $1, $2, 600000, at, at + interval '10 minutes', 'COMPLETED', 600000
     FROM generate_series(1, 450) n, LATERAL (SELECT now() - interval '30 days' + n * interval '90 minutes' AS at)`,
    [guest.userId, taskId],
  );
  await askTask(guest, "updateTask", { id: task.id, description: "Every day" });
  const total = async () =>
    (await theHabit(guest, habitId, "stats(span: { days: 60 }) { totalMinutes }")).stats.totalMinutes;
  const settled = async (minutes: number) => {
    await followSources();
    expect(await total()).toBe(minutes);
  };
  const context = aChangeContext(application.db, guest.userId);
  const turn = () => makeChange(context, (change) => COUNTING.consume(change, 0));
  expect(await turn()).toBe(false);
  expect(await total()).toBe(2000);
  await settled(4500);
  await askTask(guest, "deleteTask", { id: task.id });
  expect(await turn()).toBe(false);
  expect(await total()).toBe(2500);
  await settled(0);
  await askTask(guest, "restoreTask", { id: task.id });
  await settled(4500);
});

describe("Timers that count towards a habit", () => {
  it("log what they ran once, however they are linked, with the title of their task", async () => {
    const { id } = await aTask(guest, "Chapter 3", 25 * 60);
    await link("TIMERS");
    await link("TASK", id);
    await askTimer(guest, "startTimer", id);
    await startedAgo(25);
    await completeDueTimers(application.db.pool);
    await logged([25]);
    expect(await logs()).toMatchObject([{ origin: "TIMER", note: "Chapter 3" }]);
    const { data } = await guest.ask("{ viewer { timerRuns { nodes { id } } } }");
    expect((await logs())[0]?.sourceId).toBe(data.viewer.timerRuns.nodes[0].id);
  });

  it("that are stopped log what they ran until then", async () => {
    const { id } = await aTask(guest, "Chapter 3", 25 * 60);
    await link("TASK", id);
    await askTimer(guest, "startTimer", id);
    await startedAgo(7);
    await askTimer(guest, "stopTimer", id);
    await logged([7]);
  });

  it("of another task do not count when the link names a task, and breaks never count", async () => {
    const named = await aTask(guest, "Chapter 3", 600);
    const other = await aTask(guest, "Laundry", 600);
    await link("TASK", named.id);
    await askTimer(guest, "startTimer", other.id);
    await startedAgo(5);
    await askTimer(guest, "stopTimer", other.id);
    await askTimer(guest, "startTimer", named.id, { phase: "SHORT_BREAK" });
    await startedAgo(4);
    await askTimer(guest, "stopTimer", named.id);
    await followSources();
    expect(await logs()).toEqual([]);
  });

  it("are unlogged with all of their runs when the task is deleted, and logged again when it is restored", async () => {
    const { id } = await aTask(guest, "Chapter 3", 600);
    await link("TIMERS");
    for (const minutes of [3, 8]) {
      await askTimer(guest, "startTimer", id);
      await startedAgo(minutes);
      await askTimer(guest, "stopTimer", id);
    }
    await logged([3, 8]);
    await askTask(guest, "deleteTask", { id });
    await logged([]);
    await askTask(guest, "restoreTask", { id });
    await logged([3, 8]);
  });
});

describe("A link", () => {
  it("is made once, and names a task exactly when its source is TASK", async () => {
    const task = await aTask(guest);
    const first = await link("TASK", task.id);
    expect(first.link).toMatchObject({ source: "TASK", task: { id: task.id } });
    expect((await link("TASK", task.id)).link.id).toBe(first.link.id);
    const bad = { __typename: "InvalidInputError", issues: [{ path: ["taskId"], code: "AMBIGUOUS" }] };
    expect(await link("TASK")).toMatchObject(bad);
    expect(await link("TIMERS", task.id)).toMatchObject(bad);
    const other = await application.aGuest();
    const theirs = await aTask(other);
    expect(await link("TASK", theirs.id)).toMatchObject({ __typename: "NotFound" });
  });
});
