import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aSecondProcessOf } from "../../testing/second-process.ts";
import { press } from "../../tracking/testing/tracking-requests.ts";
import { aCountingHabit, type CountingHabit } from "../testing/counting-habit.ts";
import { aHabit, aLog, askHabit, theHabit } from "../testing/habit-requests.ts";

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

const MINUTE = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** An ended session of `minutes` minutes that began `begunAgo` minutes ago. */
async function aSession(begunAgo: number, minutes: number, person = guest) {
  const began = Date.now() - begunAgo * MINUTE;
  const key = randomUUID();
  await press(person, { type: "NEXT", clientEventId: key, sessionKey: key, occurredAt: iso(began) });
  const { session } = await press(person, {
    type: "EXIT",
    clientEventId: randomUUID(),
    sessionKey: key,
    occurredAt: iso(began + minutes * MINUTE),
  });
  if (!session) throw new Error("The session has not ended");
  return { id: session.id, key };
}
const correct = (name: string, id: string) =>
  guest.ask(
    `mutation ($id: ID!) { it: ${name}(input: { id: $id }) { __typename ... on Error { message } } }`,
    {
      id,
    },
  );
describe("Work sessions that count towards a habit", () => {
  it("log their active minutes on the date they began, with their origin", async () => {
    await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42.4);
    await logged([42]);
    const date = iso(Date.now() - 60 * MINUTE).slice(0, 10);
    expect(await logs()).toMatchObject([{ date, origin: "WORK_SESSION", sourceId: id, note: null }]);
  });

  it("that ended before the link was made do not count", async () => {
    await aSession(60, 42);
    await askHabit(guest, "linkHabit", { habitId, source: "WORK_SESSIONS" });
    await aSession(20, 10);
    await followSources();
    expect(await logs()).toEqual([]);
  });

  it("are unlogged when they are deleted, and logged again when they are restored", async () => {
    await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42);
    await logged([42]);
    await correct("deleteWorkSession", id);
    await logged([]);
    expect(await theHabit(guest, habitId)).toMatchObject({ logCount: 0, firstLoggedOn: null });
    await correct("restoreWorkSession", id);
    await logged([42]);
  });

  it("are unlogged when their end is taken back, and logged with all of their minutes at the next end", async () => {
    await link("WORK_SESSIONS");
    const { id, key } = await aSession(30, 30);
    await logged([30]);
    expect((await correct("reopenWorkSession", id)).data.it.__typename).toBe("ReopenWorkSessionPayload");
    await logged([]);
    await press(guest, { type: "EXIT", clientEventId: randomUUID(), sessionKey: key });
    await logged([30]);
  });

  it("log what is left when a question is removed", async () => {
    await link("WORK_SESSIONS");
    const began = Date.now() - 60 * MINUTE;
    const key = randomUUID();
    for (const [type, at] of [
      ["NEXT", 0],
      ["NEXT", 20],
      ["EXIT", 50],
    ] as const) {
      const clientEventId = at === 0 ? key : randomUUID();
      await press(guest, { type, clientEventId, sessionKey: key, occurredAt: iso(began + at * MINUTE) });
    }
    await logged([50]);
    const { data } = await guest.ask(
      "{ viewer { workSessions { nodes { questions { nodes { id index } } } } } }",
    );
    await correct("deleteQuestion", data.viewer.workSessions.nodes[0].questions.nodes[0].id);
    await logged([30]);
  });

  it("also count when another session closes them", async () => {
    await link("WORK_SESSIONS");
    const began = Date.now() - 600 * MINUTE;
    const key = randomUUID();
    const next = (at: number) =>
      press(guest, { type: "NEXT", clientEventId: randomUUID(), occurredAt: iso(began + at * MINUTE) });
    await press(guest, { type: "NEXT", clientEventId: key, occurredAt: iso(began) });
    await next(25);
    await next(500);
    await logged([25]);
  });

  it("count towards several habits, but not towards an archived one", async () => {
    await link("WORK_SESSIONS");
    const other = await aHabit(guest, "Work");
    await askHabit(guest, "linkHabit", { habitId: other.id, source: "WORK_SESSIONS" });
    await link("WORK_SESSIONS");
    await aSession(60, 42);
    await logged([42]);
    expect((await theHabit(guest, other.id)).logCount).toBe(1);
    await askHabit(guest, "updateHabit", { id: other.id, archived: true });
    await aSession(10, 5);
    await logged([5, 42]);
    expect((await theHabit(guest, other.id)).logCount).toBe(1);
  });

  it("log nothing under half a minute, and no more than their date has room for", async () => {
    await link("WORK_SESSIONS");
    await aSession(60, 0.4);
    await followSources();
    expect(await logs()).toEqual([]);
    await aLog(guest, habitId, iso(Date.now() - 30 * MINUTE).slice(0, 10), 1435);
    await aSession(30, 20);
    await followSources();
    expect(await minutes()).toEqual([5, 1435]);
  });

  it("keep the logs that the person edited or deleted, until they are deleted themselves", async () => {
    await link("WORK_SESSIONS");
    const first = await aSession(120, 42);
    await logged([42]);
    const [log] = await logs();
    await askHabit(guest, "updateHabitLog", { id: log?.id, minutes: 40 });
    await aSession(60, 10);
    await logged([10, 40]);
    const second = (await logs()).find((one) => one.minutes === 10);
    await askHabit(guest, "deleteHabitLog", { id: second?.id });
    await correct("deleteWorkSession", first.id);
    await logged([]);
    await aSession(20, 5);
    await logged([5]);
  });

  it("no longer count once the link is removed, but deleting one still unlogs it", async () => {
    const made = await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42);
    await logged([42]);
    expect(await askHabit(guest, "unlinkHabit", { id: made.link.id })).toMatchObject({
      deletedId: made.link.id,
    });
    await aSession(10, 5);
    await followSources();
    expect(await minutes()).toEqual([42]);
    await correct("deleteWorkSession", id);
    await logged([]);
  });
});

it("A habit has at most 100 sources", async () => {
  await application.db.pool.query(
    `WITH made AS (INSERT INTO tasks (id, user_id, title, rank, created_at)
      SELECT gen_random_uuid(), $1, n::text, n, now() FROM generate_series(1, 100) n RETURNING id)
    INSERT INTO habit_links (id, user_id, habit_id, source, task_id, created_at)
      SELECT gen_random_uuid(), $1, h.id, 'TASK', made.id, now() FROM made, habits h WHERE h.user_id = $1`,
    [guest.userId],
  );
  expect(await askHabit(guest, "linkHabit", { habitId, source: "TIMERS" })).toMatchObject({
    __typename: "TooManyLinks",
  });
});

it("The server consumes the outbox by itself, once a second", async () => {
  const second = await aSecondProcessOf(application, { jobs: true });
  try {
    await link("WORK_SESSIONS");
    await aSession(60, 42);
    await expect.poll(minutes, { timeout: 15_000, interval: 50 }).toEqual([42]);
  } finally {
    await second.close();
  }
});

describe("What the person did with a log of a session", () => {
  const edit = async (change: object) => {
    const [log] = await logs();
    return askHabit(guest, "updateHabitLog", { id: log?.id, ...change });
  };

  it("comes back when the session is deleted and restored", async () => {
    await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42);
    await logged([42]);
    await edit({ minutes: 40, note: "Maps", date: "2026-06-02" });
    const kept = await logs();
    await correct("deleteWorkSession", id);
    await logged([]);
    await correct("restoreWorkSession", id);
    await logged([40]);
    expect(await logs()).toEqual(kept);
  });

  it("stays, so that a deleted log does not come back with its session", async () => {
    await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42);
    await logged([42]);
    const [log] = await logs();
    await askHabit(guest, "deleteHabitLog", { id: log?.id });
    await correct("deleteWorkSession", id);
    await followSources();
    expect(await askHabit(guest, "restoreHabitLog", { id: log?.id })).toMatchObject({
      __typename: "NotFound",
    });
    await correct("restoreWorkSession", id);
    await logged([]);
    expect(await askHabit(guest, "restoreHabitLog", { id: log?.id })).toMatchObject({ log: { minutes: 42 } });
  });

  it("leaves the log tied to its session, even after the link is removed", async () => {
    const made = await link("WORK_SESSIONS");
    const { id } = await aSession(60, 42);
    await logged([42]);
    await askHabit(guest, "unlinkHabit", { id: made.link.id });
    await correct("deleteWorkSession", id);
    await logged([]);
    await correct("restoreWorkSession", id);
    await logged([42]);
  });

  it("keeps a day skipped that was skipped after its session, even if the session is corrected", async () => {
    await link("WORK_SESSIONS");
    const began = Date.now() - 60 * MINUTE;
    const key = randomUUID();
    for (const [type, at] of [
      ["NEXT", 0],
      ["NEXT", 20],
      ["EXIT", 50],
    ] as const) {
      const clientEventId = at === 0 ? key : randomUUID();
      await press(guest, { type, clientEventId, sessionKey: key, occurredAt: iso(began + at * MINUTE) });
    }
    await logged([50]);
    const date = iso(began).slice(0, 10);
    await askHabit(guest, "skipHabit", { habitId, date });
    const { data } = await guest.ask("{ viewer { workSessions { nodes { questions { nodes { id } } } } } }");
    await correct("deleteQuestion", data.viewer.workSessions.nodes[0].questions.nodes[0].id);
    await logged([30]);
    const { days } = await theHabit(
      guest,
      habitId,
      `days(from: "${date}", to: "${date}") { minutes isSkipped }`,
    );
    expect(days).toEqual([{ minutes: 30, isSkipped: true }]);
  });
});

it("Minutes that had no room on their day follow their session when it is corrected", async () => {
  await link("WORK_SESSIONS");
  const began = Date.now() - 60 * MINUTE;
  await aLog(guest, habitId, iso(began).slice(0, 10), 1410);
  const key = randomUUID();
  for (const [type, at] of [
    ["NEXT", 0],
    ["NEXT", 40],
    ["EXIT", 50],
  ] as const) {
    const clientEventId = at === 0 ? key : randomUUID();
    await press(guest, { type, clientEventId, sessionKey: key, occurredAt: iso(began + at * MINUTE) });
  }
  await logged([30, 1410]);
  const { data } = await guest.ask("{ viewer { workSessions { nodes { questions { nodes { id } } } } } }");
  await correct("deleteQuestion", data.viewer.workSessions.nodes[0].questions.nodes[0].id);
  await logged([10, 1410]);
});

it("What was done while a habit was archived does not count when it is taken out of the archive", async () => {
  await link("WORK_SESSIONS");
  await askHabit(guest, "updateHabit", { id: habitId, archived: true });
  await aSession(60, 42);
  await followSources();
  await askHabit(guest, "updateHabit", { id: habitId, archived: false });
  await aSession(20, 5);
  await logged([]);
});
