import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import { askTask, askTimer, aTask, theTask, titles } from "./testing/task-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

const list = (...names: string[]) => Promise.all(names.map((title) => aTask(guest, title, null)));
const inOrder = async (...names: string[]) => {
  const made = [];
  for (const title of names) made.push(await aTask(guest, title, null));
  return made;
};
const update = (id: string, change: object) => askTask(guest, "updateTask", { id, ...change });
const places = async () => {
  const { data } = await guest.ask(
    "{ viewer { tasks(filter: { completed: false }, first: 100) { nodes { position } } } }",
  );
  return data.viewer.tasks.nodes.map(({ position }: { position: number }) => position);
};

describe("a task", () => {
  it("keeps what was entered, on one line and trimmed", async () => {
    const input = { title: "  Ads\n review  ", description: "Ten pairs", timerSeconds: 1500.25 };
    const { task } = await askTask(guest, "createTask", input);
    expect(task).toMatchObject({
      title: "Ads review",
      description: "Ten pairs",
      timerSeconds: 1500.25,
      position: 0,
      version: 1,
      ranSeconds: 0,
      completedAt: null,
      timer: { status: "IDLE", lengthSeconds: 1500.25, runId: null, remainingSeconds: null },
    });
    expect(await theTask(guest, task.id)).toEqual({ ...task, timer: expect.anything() });
  });

  it("is changed field by field, and loses its length when that is set to null", async () => {
    const { id } = await aTask(guest, "Ads review", 1500);
    expect((await update(id, { title: "Maps review" })).task).toMatchObject({
      title: "Maps review",
      timerSeconds: 1500,
      version: 2,
    });
    expect((await update(id, { timerSeconds: null })).task).toMatchObject({
      title: "Maps review",
      timerSeconds: null,
    });
  });

  it("stays as it is, version included, when the input changes nothing", async () => {
    const { id, version } = await aTask(guest, "Ads review", 1500);
    const same = { title: "Ads review", timerSeconds: 1500, completed: false, position: 0 };
    expect((await update(id, same)).task.version).toBe(version);
    expect((await update(id, {})).task.version).toBe(version);
    expect((await update(id, { ...same, timerSeconds: null })).task.version).toBe(version + 1);
  });

  it("is made once per idempotency key, however often it is sent, and another task is refused that key", async () => {
    const input = { title: "Ads review", timerSeconds: 60, idempotencyKey: randomUUID() };
    const sent = await Promise.all([1, 2, 3].map(() => askTask(guest, "createTask", input)));
    expect(new Set(sent.map(({ task }) => task.id)).size).toBe(1);
    expect(await titles(guest)).toEqual(["Ads review"]);
    expect(await askTask(guest, "createTask", { ...input, title: "Another" })).toMatchObject({
      __typename: "IdempotencyConflict",
    });
  });
});

it("A creation retried after the task was deleted says so, and makes no other task", async () => {
  const input = { title: "Ads review", idempotencyKey: randomUUID() };
  const { task } = await askTask(guest, "createTask", input);
  await askTask(guest, "deleteTask", { id: task.id });
  expect(await askTask(guest, "createTask", input)).toMatchObject({ __typename: "NotFound" });
  expect(await titles(guest)).toEqual([]);
});

it("A list of 10,000 refuses another task, and says so", async () => {
  await application.db.pool.query(
    `INSERT INTO tasks (id, user_id, title, rank, created_at)
     SELECT gen_random_uuid(), $1, n::text, n, now() FROM generate_series(0, 9999) n`,
    [guest.userId],
  );
  await application.db.pool.query(
    "INSERT INTO timers (id, user_id, task_id) SELECT gen_random_uuid(), user_id, id FROM tasks WHERE user_id = $1 ON CONFLICT DO NOTHING",
    [guest.userId],
  );
  const full = { __typename: "TooManyTasks", message: expect.stringContaining("10,000") };
  expect(await askTask(guest, "createTask", { title: "One more" })).toMatchObject(full);
  const { data } = await guest.ask("{ viewer { tasks(first: 2) { nodes { id } } } }");
  const [completed, deleted] = data.viewer.tasks.nodes;
  await askTask(guest, "updateTask", { id: completed.id, completed: true });
  await askTask(guest, "createTask", { title: "Instead" });
  expect(await askTask(guest, "updateTask", { id: completed.id, completed: false })).toMatchObject(full);
  await askTask(guest, "deleteTask", { id: deleted.id });
  await askTask(guest, "createTask", { title: "Instead" });
  expect(await askTask(guest, "restoreTask", { id: deleted.id })).toMatchObject(full);
});

describe("the list", () => {
  it("grows at its end, without gaps even when many tasks are made at once", async () => {
    await list("a", "b", "c", "d", "e");
    expect(await places()).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([
    [0, 2, ["b", "c", "a", "d"]],
    [3, 0, ["d", "a", "b", "c"]],
    [1, 1, ["a", "b", "c", "d"]],
    [0, 99, ["b", "c", "d", "a"]],
  ])("moves the one at %i to %i", async (from, position, order) => {
    const tasks = await inOrder("a", "b", "c", "d");
    expect((await update(tasks[from].id, { position })).task.position).toBe(Math.min(position, 3));
    expect(await titles(guest)).toEqual(order);
    expect(await places()).toEqual([0, 1, 2, 3]);
  });

  it("drops a completed task, takes it back at its position, and has the latest completed one first", async () => {
    const [a, b] = await inOrder("a", "b", "c");
    expect((await update(b.id, { completed: true })).task.completedAt).not.toBeNull();
    await update(a.id, { completed: true });
    expect(await titles(guest)).toEqual(["c"]);
    expect(await titles(guest, true)).toEqual(["a", "b"]);
    await update(a.id, { completed: false });
    await update(b.id, { completed: false });
    expect(await titles(guest)).toEqual(["a", "b", "c"]);
    expect(await places()).toEqual([0, 1, 2]);
  });

  it("changes no other task when one is completed, reopened, deleted, restored or moved", async () => {
    const made = await inOrder("a", "b", "c");
    const [, b] = made;
    const others = async () => {
      const { rows } = await application.db.pool.query(
        "SELECT * FROM tasks WHERE user_id = $1 AND title <> 'b' ORDER BY title",
        [guest.userId],
      );
      return rows;
    };
    const before = await others();
    expect((await update(b.id, { completed: true })).task.position).toBeNull();
    expect((await update(b.id, { completed: true, position: 0 })).task.position).toBeNull();
    expect((await update(b.id, { completed: false })).task.position).toBe(1);
    await askTask(guest, "deleteTask", { id: b.id });
    expect((await askTask(guest, "restoreTask", { id: b.id })).task.position).toBe(1);
    expect((await update(b.id, { position: 0 })).task.position).toBe(0);
    expect(await others()).toEqual(before);
  });

  it("does not change when a completed task is completed again", async () => {
    const [a] = await inOrder("a", "b");
    const { task } = await update(a.id, { completed: true });
    expect((await update(a.id, { completed: true })).task.completedAt).toBe(task.completedAt);
    await update(a.id, { completed: false });
    await update(a.id, { completed: false });
    expect(await places()).toEqual([0, 1]);
  });

  it("is searched by words in titles and descriptions, ignoring case, with literal signs", async () => {
    await inOrder("Call the dentist", "100 % done", "Call_back");
    await askTask(guest, "createTask", { title: "Taxes", description: "Ask the DENTIST's brother" });
    const found = async (search: string) => {
      const { data } = await guest.ask(
        "query ($search: String) { viewer { tasks(filter: { search: $search }) { nodes { title } } } }",
        { search },
      );
      return data.viewer.tasks.nodes.map(({ title }: { title: string }) => title);
    };
    expect(await found("dentist")).toEqual(["Call the dentist", "Taxes"]);
    expect(await found("%")).toEqual(["100 % done"]);
    expect(await found("l_b")).toEqual(["Call_back"]);
    expect(await found("\\")).toEqual([]);
    expect((await found("  ")).length).toBe(4);
  });

  it("is read page by page, open ones first", async () => {
    const [a] = await inOrder("a", "b", "c", "d", "e");
    await update(a.id, { completed: true });
    const page = async (after: string | null) => {
      const { data } = await guest.ask(
        `query ($after: String) { viewer { tasks(first: 2, after: $after) {
          nodes { title } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      return data.viewer.tasks;
    };
    const read: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = await page(after);
      read.push(...nodes.map(({ title }: { title: string }) => title));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    expect(read).toEqual(["b", "c", "d", "e", "a"]);
  });

  it("says how much there is to do", async () => {
    const { id } = await aTask(guest, "a", 600);
    await aTask(guest, "b", 90.5);
    await aTask(guest, "c", null);
    await update(id, { completed: true });
    const { data } = await guest.ask(
      "{ viewer { taskTotals { open openSeconds completed completedThisWeek } } }",
    );
    expect(data.viewer.taskTotals).toEqual({
      open: 2,
      openSeconds: 90.5,
      completed: 1,
      completedThisWeek: 1,
    });
  });
});

describe("a deleted task", () => {
  it("is gone with its timer, and comes back to its place with it", async () => {
    const [, b] = await inOrder("a", "b", "c");
    await askTimer(guest, "startTimer", b.id, { seconds: 600 });
    expect(await askTask(guest, "deleteTask", { id: b.id })).toMatchObject({ deletedId: b.id });
    expect(await theTask(guest, b.id)).toBeNull();
    expect(await titles(guest)).toEqual(["a", "c"]);
    const { data } = await guest.ask("{ viewer { activeTimers { id } timerRuns { nodes { id } } } }");
    expect(data.viewer).toEqual({ activeTimers: [], timerRuns: { nodes: [] } });
    const { task } = await askTask(guest, "restoreTask", { id: b.id });
    expect(task.timer.status).toBe("RUNNING");
    expect(await titles(guest)).toEqual(["a", "b", "c"]);
    expect(await places()).toEqual([0, 1, 2]);
  });

  it("stays deleted when it is deleted again, and restored when restored again", async () => {
    const [a] = await inOrder("a", "b");
    await askTask(guest, "deleteTask", { id: a.id });
    const before = await everythingOf(application.db.pool, guest.userId);
    await askTask(guest, "deleteTask", { id: a.id });
    const tasks = (everything: string) => JSON.parse(everything).tasks;
    expect(tasks(await everythingOf(application.db.pool, guest.userId))).toEqual(tasks(before));
    await askTask(guest, "restoreTask", { id: a.id });
    await askTask(guest, "restoreTask", { id: a.id });
    expect(await places()).toEqual([0, 1]);
  });

  it("is not restored after 30 days", async () => {
    const [a] = await inOrder("a");
    await askTask(guest, "deleteTask", { id: a.id });
    await application.db.pool.query(
      "UPDATE tasks SET deleted_at = deleted_at - interval '30 days 1 second' WHERE user_id = $1",
      [guest.userId],
    );
    expect(await askTask(guest, "restoreTask", { id: a.id })).toMatchObject({ __typename: "RestoreTooLate" });
  });

  it("cannot be changed", async () => {
    const [a] = await inOrder("a");
    await askTask(guest, "deleteTask", { id: a.id });
    expect(await update(a.id, { title: "b" })).toMatchObject({ __typename: "NotFound" });
  });
});

describe("Bad input is refused with its reason, and changes nothing:", () => {
  const tooLong = "x".repeat(201);
  it.each([
    ["a title of only spaces", { title: " \n " }, ["title"], "TOO_SMALL"],
    ["a title of 201 characters", { title: tooLong }, ["title"], "TOO_BIG"],
    ["a description of 5,001", { title: "a", description: "x".repeat(5001) }, ["description"], "TOO_BIG"],
    ["a length of 0", { title: "a", timerSeconds: 0 }, ["timerSeconds"], "TOO_SMALL"],
    ["a length of −5", { title: "a", timerSeconds: -5 }, ["timerSeconds"], "TOO_SMALL"],
    ["a length of 86,401 s", { title: "a", timerSeconds: 86_401 }, ["timerSeconds"], "TOO_BIG"],
  ])("%s", async (_what, input, path, code) => {
    const answer = await askTask(guest, "createTask", input);
    expect(answer).toMatchObject({ __typename: "InvalidInputError", issues: [{ path, code }] });
    expect(answer.message).not.toBe("");
    expect(await titles(guest)).toEqual([]);
  });

  it("every problem at once, at its field", async () => {
    const { issues } = await askTask(guest, "createTask", { title: "", timerSeconds: -5 });
    expect(issues.map(({ path }: { path: string[] }) => path)).toEqual([["title"], ["timerSeconds"]]);
  });

  it("a length of “soon”", async () => {
    const { data, errors } = await guest.ask(
      'mutation { createTask(input: { title: "a", timerSeconds: "soon" }) { __typename } }',
    );
    expect(data ?? null).toBeNull();
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("a position below 0, but not a title of 200 emoji", async () => {
    const title = "🙂".repeat(200);
    const { task } = await askTask(guest, "createTask", { title });
    expect(task.title).toBe(title);
    expect(await update(task.id, { position: -1 })).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: ["position"] }],
    });
  });
});
