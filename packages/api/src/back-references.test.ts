import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aHabit, aLog, askHabit } from "./habits/testing/habit-requests.ts";
import { askTimer, aTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";
import { followChanges } from "./testing/subscriber.ts";
import { anEvent, minutesAfter, press } from "./tracking/testing/tracking-requests.ts";

// Many requests, each slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

async function ask(document: string, variables: object = {}) {
  const { data, errors } = await guest.ask(document, variables);
  expect(errors).toEqual([]);
  return data;
}

/** How many statements on these tables it takes to read a document. */
async function statements(document: string, tables: RegExp): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await ask(document);
    return spy.mock.calls.map(([query]) => textOf(query)).filter((text) => tables.test(text)).length;
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}

/** Asserts that a document takes as many statements for many rows as for few. */
async function expectAsMany(document: string, tables: RegExp, more: () => Promise<unknown>): Promise<void> {
  await statements(document, tables);
  const few = await statements(document, tables);
  expect(few).toBeGreaterThan(1);
  await more();
  expect(await statements(document, tables)).toBe(few);
}

let minute = -600;
/** Presses one minute after the last press. */
const pressed = (type: string, more: object = {}) =>
  press(guest, anEvent(type, { occurredAt: minutesAfter(Date.now(), minute++), ...more }));

const SESSIONS = `{ viewer { workSessions(first: 5) { nodes { id questions(first: 10) { nodes { id session { id questionCount } } }
  removedQuestions { id session { id } }
  events(first: 10) { nodes { type estimatedSeconds question { id index removedAt } session { id key } } } } } } }`;

describe("a question and an event", () => {
  it("tell their session, and an event its question and estimate", async () => {
    const opened = await pressed("NEXT", { estimatedSeconds: 240 });
    const { closedQuestion, session } = await pressed("NEXT");
    await pressed("EXIT");
    const [first, second] = [closedQuestion?.id, opened.event?.id].map((id) => id ?? "");
    expect(second).not.toBe("");
    await ask("mutation ($id: ID!) { deleteQuestion(input: { id: $id }) { __typename } }", { id: first });
    const [told] = (await ask(SESSIONS)).viewer.workSessions.nodes;
    const { id, key } = session ?? {};
    expect(told.questions.nodes).toMatchObject([{ session: { id, questionCount: 1 } }]);
    expect(told.removedQuestions).toMatchObject([{ id: first, session: { id } }]);
    const counted = { id: told.questions.nodes[0].id, index: 1, removedAt: null };
    expect(told.events.nodes).toMatchObject([
      { type: "NEXT", estimatedSeconds: 240, question: { id: first }, session: { id, key } },
      { type: "NEXT", estimatedSeconds: null, question: counted },
      { type: "EXIT", estimatedSeconds: null, question: null },
      { type: "REMOVE_QUESTION", question: { id: first } },
    ]);
    expect(told.events.nodes[3].question.removedAt).not.toBeNull();
  });

  it("take as many statements for many as for few", async () => {
    for (let one = 0; one < 3; one += 1) await pressed("NEXT");
    await expectAsMany(SESSIONS, /work_sessions|questions|tracker_events/, async () => {
      for (let one = 0; one < 6; one += 1) await pressed("NEXT");
    });
  });
});

const TIMERS = `{ viewer { tasks(first: 20) { nodes { id timer { runId run { id startedAt endReason task { id } } } } } } }`;

describe("a timer", () => {
  it("tells its run, and a tick its timer", async () => {
    const { id } = await aTask(guest, "Eggs", 600);
    const [idle] = (await ask(TIMERS)).viewer.tasks.nodes;
    expect(idle.timer).toEqual({ runId: null, run: null });
    const { timer } = await askTimer(guest, "startTimer", id);
    const [running] = (await ask(TIMERS)).viewer.tasks.nodes;
    expect(running.timer.run).toMatchObject({ id: timer.runId, endReason: null, task: { id } });
    const ticks = await followChanges(
      application,
      guest.accessToken,
      `subscription { timerTicks(taskId: "${id}") { timerId timer { id status task { title } } } }`,
    );
    const tick = await ticks.next();
    expect(tick.timer).toEqual({ id: tick.timerId, status: "RUNNING", task: { title: "Eggs" } });
    await ticks.close();
  });

  it("takes as many statements for many as for few", async () => {
    const started = async () => askTimer(guest, "startTimer", (await aTask(guest, "Eggs", 600)).id);
    await started();
    await started();
    await expectAsMany(TIMERS, /tasks|timer/, async () => {
      for (let one = 0; one < 6; one += 1) await started();
    });
  });
});

const LOGS = `{ viewer { habits(first: 2) { nodes { id links { id habit { id name } }
  logs(first: 20) { nodes { origin habit { id } source { __typename ... on TimerRun { id ranSeconds task { title } }
    ... on WorkSession { id questionCount } } } } } } } }`;

/** Logs of a habit as the following of sessions and timers makes them. */
async function aLogFrom(habitId: string, origin: "TIMER" | "WORK_SESSION", sourceId: string) {
  const { id } = await aLog(guest, habitId, "2026-06-02", 5);
  const raw = (globalId: string) => Buffer.from(globalId, "base64").toString().split(":")[1];
  await application.db.pool.query(
    `UPDATE habit_logs SET origin = $2::"HabitLogOrigin", source_id = $3, source_minutes = 5 WHERE id = $1`,
    [raw(id), origin, raw(sourceId)],
  );
}

async function aSession(): Promise<string> {
  await pressed("NEXT");
  return (await pressed("EXIT")).session?.id ?? "";
}

async function aRun(): Promise<string> {
  const { id } = await aTask(guest, "Eggs", 600);
  await askTimer(guest, "startTimer", id);
  return (await askTimer(guest, "stopTimer", id)).timer.runId;
}

describe("a log and a link", () => {
  it("tell their habit, and a log what it comes from", async () => {
    const { id } = await aHabit(guest, "Reading");
    await askHabit(guest, "linkHabit", { habitId: id, source: "TIMERS" });
    const [session, run] = [await aSession(), await aRun()];
    await aLogFrom(id, "WORK_SESSION", session);
    await aLogFrom(id, "TIMER", run);
    await aLog(guest, id, "2026-06-01", 5);
    const [told] = (await ask(LOGS)).viewer.habits.nodes;
    expect(told.links).toMatchObject([{ habit: { id, name: "Reading" } }]);
    expect(told.logs.nodes).toMatchObject([
      { origin: "TIMER", source: { __typename: "TimerRun", id: run, task: { title: "Eggs" } } },
      { origin: "WORK_SESSION", source: { __typename: "WorkSession", id: session, questionCount: 1 } },
      { origin: "MANUAL", source: null, habit: { id } },
    ]);
  });

  it("take as many statements for many as for few", async () => {
    const { id } = await aHabit(guest, "Reading");
    await askHabit(guest, "linkHabit", { habitId: id, source: "TIMERS" });
    const more = async () => {
      await aLogFrom(id, "WORK_SESSION", await aSession());
      await aLogFrom(id, "TIMER", await aRun());
    };
    await more();
    await more();
    await expectAsMany(LOGS, /habit|timer_runs|work_sessions/, async () => {
      for (let one = 0; one < 3; one += 1) await more();
      await askHabit(guest, "linkHabit", { habitId: id, source: "WORK_SESSIONS" });
    });
  });
});

describe("the payload of a deletion names what the deleted thing belonged to", () => {
  const remove = (mutation: string, id: string, parent: string) =>
    ask(
      `mutation ($id: ID!) { it: ${mutation}(input: { id: $id }) {
        ... on ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload { deletedId ${parent} } } }`,
      { id },
    );

  it("for a log and a link: the habit", async () => {
    const { id } = await aHabit(guest, "Reading");
    const log = await aLog(guest, id, "2026-06-02", 5);
    const { link } = await askHabit(guest, "linkHabit", { habitId: id, source: "TIMERS" });
    const habit = "habit { id logCount links { id } }";
    for (let again = 0; again < 2; again += 1) {
      const { it: told } = await remove("deleteHabitLog", log.id, habit);
      expect(told).toEqual({ deletedId: log.id, habit: { id, logCount: 0, links: [{ id: link.id }] } });
    }
    const { it: told } = await remove("unlinkHabit", link.id, habit);
    expect(told).toEqual({ deletedId: link.id, habit: { id, logCount: 0, links: [] } });
  });

  it("for a task, a habit and a session: the viewer", async () => {
    const task = await aTask(guest);
    const habit = await aHabit(guest);
    const session = await aSession();
    const told = [
      await remove("deleteTask", task.id, "user { tasks { totalCount } }"),
      await remove("deleteHabit", habit.id, "user { habits { totalCount } }"),
      await remove("deleteWorkSession", session, "user { workSessions { totalCount } }"),
    ];
    expect(told.map(({ it }) => it)).toEqual([
      { deletedId: task.id, user: { tasks: { totalCount: 0 } } },
      { deletedId: habit.id, user: { habits: { totalCount: 0 } } },
      { deletedId: session, user: { workSessions: { totalCount: 0 } } },
    ]);
  });
});
