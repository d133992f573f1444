import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aHabit, aLog, askHabit } from "./habits/testing/habit-requests.ts";
import { askTask, askTimer, aTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";
import { askPage, CONNECTIONS } from "./testing/connections.ts";
import { minutesAfter, pressForSession } from "./tracking/testing/tracking-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

const fieldOf = (of: string) => {
  const field = CONNECTIONS.find((one) => one.of === of);
  if (!field) throw new Error(`No connection ${of}`);
  return field;
};
const page = (of: string, args: Readonly<Record<string, unknown>>) => askPage(guest, fieldOf(of), args);
async function ids(of: string, filter: object, more: object = {}): Promise<string[]> {
  const told = await page(of, { filter, ...more });
  expect(told.errors).toEqual([]);
  return told.page?.nodes.map(({ id }) => id) ?? [];
}
async function mutate(name: string, id: string): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const document = `mutation ($id: ID!) { it: ${name}(input: { id: $id }) { __typename } }`;
  const { data, errors } = await guest.ask(document, { id });
  expect(errors).toEqual([]);
  return data.it.__typename === `${type}Payload` ? "done" : data.it.__typename;
}

async function aSession(minutes: number): Promise<string> {
  const at = (more: number) => ({ occurredAt: minutesAfter(Date.now() - 36_000_000, minutes + more) });
  const { key } = await pressForSession(guest, "NEXT", at(0));
  return (await pressForSession(guest, "EXIT", { sessionKey: key, ...at(5) })).id;
}

/** What can be deleted and restored: how it is made, its lists and mutations, and what a client shows of it. */
const RESTORABLE = [
  {
    list: "User.tasks",
    type: "Task",
    table: "tasks",
    make: async (): Promise<string> => (await aTask(guest)).id,
    shown:
      "title description position ranSeconds completedAt timer { id status task { title } } runs { nodes { id } }",
  },
  {
    list: "User.workSessions",
    type: "WorkSession",
    table: "work_sessions",
    make: () => aSession(0),
    shown:
      "key startedAt endedAt isActive currentQuestion { key } questions { nodes { id index } } events { nodes { id } }",
  },
  {
    list: "Habit.logs",
    type: "HabitLog",
    table: "habit_logs",
    make: async (): Promise<string> => (await aLog(guest, (await aHabit(guest)).id, "2026-06-02", 5)).id,
    shown: "date minutes note origin sourceId habit { id name }",
  },
];

describe("what is deleted", () => {
  it.each(RESTORABLE)("is listed with all it shows while it can be restored: $type", async (kind) => {
    const { list, make, shown, table, type } = kind;
    const id = await make();
    expect(await ids(list, { deleted: true })).toEqual([]);
    expect(await mutate(`delete${type}`, id)).toBe("done");
    expect(await ids(list, {})).toEqual([]);
    expect(await ids(list, { deleted: false })).toEqual([]);
    expect(await ids(list, { deleted: true })).toEqual([id]);
    const [outer, inner] = list.split(".").map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    const field = `${inner}(first: 2, filter: { deleted: true }) { totalCount nodes { id deletedAt updatedAt ${shown} } }`;
    const document =
      outer === "user"
        ? `{ viewer { ${field} } }`
        : `{ viewer { ${outer}s(first: 2) { nodes { ${field} } } } }`;
    const { data, errors } = await guest.ask(document);
    expect(errors).toEqual([]);
    const told = outer === "user" ? data.viewer[inner ?? ""] : data.viewer[`${outer}s`].nodes[0][inner ?? ""];
    expect(told.totalCount).toBe(1);
    expect(Date.parse(told.nodes[0].deletedAt)).toBeGreaterThan(Date.now() - 60_000);
    const { data: byId } = await guest.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(byId.node).toBeNull();
    expect(await mutate(`restore${type}`, id)).toBe("done");
    expect(await ids(list, { deleted: true })).toEqual([]);
    expect(await ids(list, {})).toEqual([id]);

    await mutate(`delete${type}`, id);
    await application.db.pool.query(
      `UPDATE ${table} SET deleted_at = now() - interval '30 days 1 minute' WHERE user_id = $1`,
      [guest.userId],
    );
    expect(await ids(list, { deleted: true })).toEqual([]);
    expect(await mutate(`restore${type}`, id)).toBe("RestoreTooLate");
  });

  it("is not active, even if it was running", async () => {
    const { id } = await pressForSession(guest, "NEXT");
    await mutate("deleteWorkSession", id);
    const { data } = await guest.ask(
      "{ viewer { workSessions(filter: { deleted: true }) { nodes { isActive isPaused currentQuestion { key } } } } }",
    );
    const [session] = data.viewer.workSessions.nodes;
    expect(session).toEqual({ isActive: false, isPaused: false, currentQuestion: null });
  });
});

const WHEN = "query ($id: ID!) { node(id: $id) { ... on Task { updatedAt } } }";

describe("a client with copies", () => {
  it("is told exactly what changed at an instant or later, deleted rows as well", async () => {
    const [a, b, c] = [await aTask(guest, "a"), await aTask(guest, "b"), await aTask(guest, "c")];
    const since = (await guest.ask(WHEN, { id: c.id })).data.node.updatedAt;
    expect(await ids("User.tasks", { updatedSince: since })).toEqual([c.id]);
    await askTask(guest, "updateTask", { id: a.id, title: "A" });
    await askTask(guest, "deleteTask", { id: b.id });
    expect(await ids("User.tasks", { updatedSince: since })).toEqual([a.id, c.id]);
    expect(await ids("User.tasks", { updatedSince: since, deleted: true })).toEqual([b.id]);
  });

  it("reads on from its last cursor in the order of changes, and misses nothing", async () => {
    const made = [await aTask(guest, "a"), await aTask(guest, "b"), await aTask(guest, "c")];
    const read = async (after: string | null) => {
      const args = { orderBy: "UPDATED_AT_ASC", first: 2, ...(after && { after }) };
      const { page: told } = await page("User.tasks", args);
      return { ids: told?.nodes.map(({ id }) => id) ?? [], end: told?.pageInfo.endCursor ?? after };
    };
    const first = await read(null);
    expect(first.ids).toEqual([made[0].id, made[1].id]);
    await askTask(guest, "updateTask", { id: made[0].id, title: "A" });
    const second = await read(first.end);
    expect(second.ids).toEqual([made[2].id, made[0].id]);
    expect((await read(second.end)).ids).toEqual([]);
    await askTask(guest, "updateTask", { id: made[1].id, completed: true });
    expect((await read(second.end)).ids).toEqual([made[1].id]);
  });

  it("is told of sessions whose questions changed, of runs and of logs", async () => {
    const [old, session] = [await aSession(0), await aSession(60)];
    const { id: taskId } = await aTask(guest);
    await askTimer(guest, "startTimer", taskId);
    const { timer } = await askTimer(guest, "stopTimer", taskId);
    const habit = await aHabit(guest);
    const log = await aLog(guest, habit.id, "2026-06-02", 5);
    const { data } = await guest.ask("{ serverTime }");
    const since = new Date(Date.parse(data.serverTime) + 1).toISOString();
    while (Date.now() <= Date.parse(since)) await new Promise((done) => setTimeout(done, 2));
    const lists = ["User.workSessions", "User.timerRuns", "Task.runs", "Habit.logs", "User.habits"];
    for (const list of lists) expect(await ids(list, { updatedSince: since }), list).toEqual([]);
    const { data: asked } = await guest.ask(
      "query ($id: ID!) { viewer { workSession(id: $id) { questions { nodes { id } } } } }",
      { id: session },
    );
    await mutate("deleteQuestion", asked.viewer.workSession.questions.nodes[0].id);
    expect(await ids("User.workSessions", { updatedSince: since })).toEqual([session]);
    expect(await ids("User.workSessions", {}, { orderBy: "UPDATED_AT_ASC" })).toEqual([old, session]);
    await guest.ask(
      `mutation ($id: ID!) { announceTimerRun(input: { runId: $id,
        deviceId: "018f6d7e-3f7c-7cc2-a3c1-2f6f1f6d0a14" }) { __typename } }`,
      { id: timer.runId },
    );
    expect(await ids("User.timerRuns", { updatedSince: since })).toEqual([timer.runId]);
    await askHabit(guest, "updateHabitLog", { id: log.id, minutes: 7 });
    expect(await ids("Habit.logs", { updatedSince: since })).toEqual([log.id]);
    await askHabit(guest, "updateHabit", { id: habit.id, archived: true });
    expect(await ids("User.habits", { updatedSince: since })).toEqual([habit.id]);
    expect(await ids("User.habits", { updatedSince: since, archived: false })).toEqual([]);
  });
});

describe("a cursor", () => {
  it("belongs to its filter and its order: any other refuses it", async () => {
    for (const title of ["a", "b", "c"]) await aTask(guest, title);
    const open = { filter: { completed: false } };
    const after = (await page("User.tasks", { ...open, first: 1 })).page?.pageInfo.endCursor;
    // What is null filters nothing.
    const same = await page("User.tasks", { filter: { search: null, completed: false }, after });
    expect(same.page?.nodes).toHaveLength(2);
    for (const args of [
      {},
      { filter: { completed: true } },
      { filter: { completed: false, search: "a" } },
      { filter: { completed: false, updatedSince: "2026-01-01T00:00:00Z" } },
      { ...open, orderBy: "CREATED_AT_ASC" },
      { ...open, orderBy: "UPDATED_AT_ASC" },
    ]) {
      const { code, errors, page: told } = await page("User.tasks", { ...args, after });
      expect([code, told], JSON.stringify(args)).toEqual(["BAD_USER_INPUT", null]);
      expect(errors[0]?.message).toContain("`after` is not a cursor of this list");
    }
  });
});

describe("a filter", () => {
  it.each(["User.workSessions", "User.timerRuns", "Habit.logs"])(
    "of dates out of order is refused: %s",
    async (list) => {
      await aHabit(guest);
      const { code, page: told } = await page(list, { filter: { from: "2026-06-02", to: "2026-06-01" } });
      expect([code, told]).toEqual(["BAD_USER_INPUT", null]);
    },
  );
});
