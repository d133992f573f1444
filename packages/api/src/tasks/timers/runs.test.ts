import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aSecondProcessOf } from "../../testing/second-process.ts";
import { askTask, askTimer, aTask, theTask } from "../testing/task-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest("Europe/Berlin");
});
afterAll(() => application.close());

const HOUR = 3_600_000;

/** A task with ended runs: when each began, how many minutes it ran, and its phase. */
async function aTaskThatRanAt(...kept: (readonly [string, number, ("WORK" | "SHORT_BREAK")?])[]) {
  const { id } = await aTask(guest, "Laundry", null);
  const taskId = Buffer.from(id, "base64").toString().slice("Task:".length);
  for (const [began, minutes, phase = null] of kept) {
    const [startedAt, ranMs] = [new Date(began), minutes * 60_000];
    const endedAt = new Date(startedAt.getTime() + 12 * HOUR);
    await application.db.prisma.timerRun.create({
      data: {
        id: crypto.randomUUID(),
        userId: guest.userId,
        taskId,
        phase,
        lengthMs: ranMs,
        startedAt,
        endedAt,
        end: "STOPPED",
        ranMs,
      },
    });
  }
  return id as string;
}

describe("the history", () => {
  it("of a task has its runs, newest first", async () => {
    const id = await aTaskThatRanAt(["2026-11-16T08:00:00Z", 10], ["2026-11-17T08:00:00Z", 20]);
    const { data } = await guest.ask(
      "query ($id: ID!) { node(id: $id) { ... on Task { runs { nodes { startedAt ranSeconds endReason } } } } }",
      { id },
    );
    expect(data.node.runs.nodes).toEqual([
      { startedAt: "2026-11-17T08:00:00.000Z", ranSeconds: 1200, endReason: "STOPPED" },
      { startedAt: "2026-11-16T08:00:00.000Z", ranSeconds: 600, endReason: "STOPPED" },
    ]);
  });

  it("by day uses the person's own days, even when clocks change, and leaves out breaks", async () => {
    await aTaskThatRanAt(
      // Saturday 24 October ends in Berlin at 22:00 UTC, Sunday the 25th, of 25 hours, at 23:00.
      ["2026-10-24T21:59:59Z", 1],
      ["2026-10-24T22:00:00Z", 2],
      ["2026-10-25T22:59:59Z", 4],
      ["2026-10-25T12:00:00Z", 64, "SHORT_BREAK"],
      ["2026-10-25T23:00:00Z", 8, "WORK"],
    );
    const { data } = await guest.ask(
      '{ viewer { timerDays(to: "2026-10-27", span: { days: 4 }) { date runCount ranSeconds } } }',
    );
    expect(data.viewer.timerDays).toEqual([
      { date: "2026-10-24", runCount: 1, ranSeconds: 60 },
      { date: "2026-10-25", runCount: 2, ranSeconds: 360 },
      { date: "2026-10-26", runCount: 1, ranSeconds: 480 },
      { date: "2026-10-27", runCount: 0, ranSeconds: 0 },
    ]);
  });

  it("of a person can be filtered by dates, and leaves out what was deleted", async () => {
    const id = await aTaskThatRanAt(["2026-10-24T21:59:59Z", 1], ["2026-10-24T22:00:00Z", 2]);
    const ask = async () => {
      const { data } = await guest.ask(
        '{ viewer { timerRuns(filter: { from: "2026-10-25", to: "2026-10-25" }) { nodes { ranSeconds } } } }',
      );
      return data.viewer.timerRuns.nodes;
    };
    expect(await ask()).toEqual([{ ranSeconds: 120 }]);
    await askTask(guest, "deleteTask", { id });
    expect(await ask()).toEqual([]);
  });

  it.each([0, 372, -1])("of %i days is refused", async (days) => {
    const { errors } = await guest.ask(
      "query ($days: Int!) { viewer { timerDays(span: { days: $days }) { date } } }",
      {
        days,
      },
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

it("An open run counts up to now", async () => {
  const { id } = await aTask(guest, "Laundry", 600);
  await askTimer(guest, "startTimer", id);
  await application.db.pool.query(
    `WITH moved AS (UPDATE timer_runs SET started_at = started_at - interval '4 minutes' WHERE user_id = $1)
     UPDATE timers SET started_at = started_at - interval '4 minutes', ends_at = ends_at - interval '4 minutes'
     WHERE user_id = $1`,
    [guest.userId],
  );
  expect((await theTask(guest, id)).ranSeconds).toBeGreaterThanOrEqual(240);
  const { data } = await guest.ask("{ viewer { timerRuns { nodes { ranSeconds endedAt endReason } } } }");
  expect(data.viewer.timerRuns.nodes[0]).toMatchObject({ endedAt: null, endReason: null });
  expect(data.viewer.timerRuns.nodes[0].ranSeconds).toBeGreaterThanOrEqual(240);
});

it("A run whose end is not stored yet is over all the same", async () => {
  const { id } = await aTask(guest, "Laundry", 600);
  await askTimer(guest, "startTimer", id);
  // A lock on the person's row keeps the end from being stored.
  const client = await application.db.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT FROM users WHERE id = $1 FOR UPDATE", [guest.userId]);
    await application.db.pool.query(
      `WITH moved AS (UPDATE timer_runs SET started_at = started_at - interval '1 hour' WHERE user_id = $1)
       UPDATE timers SET started_at = started_at - interval '1 hour', ends_at = ends_at - interval '1 hour'
       WHERE user_id = $1`,
      [guest.userId],
    );
    const { ranSeconds, timer } = await theTask(guest, id);
    expect(ranSeconds).toBe(600);
    expect(timer).toMatchObject({
      status: "COMPLETED",
      lastRun: { id: timer.runId, endReason: "COMPLETED" },
    });
    expect(timer.lastRun).toMatchObject({ ranSeconds: 600, endedAt: timer.endedAt });
    const { data } = await guest.ask("{ viewer { timerRuns { nodes { ranSeconds endReason } } } }");
    expect(data.viewer.timerRuns.nodes).toEqual([{ ranSeconds: 600, endReason: "COMPLETED" }]);
  } finally {
    await client.query("COMMIT");
    client.release();
  }
});

describe("the right to ring", () => {
  const ANNOUNCE = `mutation ($input: AnnounceTimerRunInput!) { announceTimerRun(input: $input) { __typename
    ... on AnnounceTimerRunPayload { isChosen run { announcedAt } } ... on Error { message } } }`;
  const announce = async (person: Guest, runId: string, deviceId: string = randomUUID()) =>
    (await person.ask(ANNOUNCE, { input: { runId, deviceId } })).data.announceTimerRun;

  it("goes to exactly one of all devices that ask, across processes, and stays with it", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const { timer } = await askTimer(guest, "startTimer", id);
    expect(await announce(guest, timer.runId)).toMatchObject({ __typename: "NotFound" });
    await vi.waitFor(async () => expect((await theTask(guest, id)).timer.status).toBe("COMPLETED"), 15_000);
    const second = await aSecondProcessOf(application);
    try {
      const devices = Array.from({ length: 4 }, () => randomUUID());
      const ask = () =>
        Promise.all(
          devices.map((device, index) => announce(index % 2 ? second.as(guest) : guest, timer.runId, device)),
        );
      const answers = await ask();
      for (const { __typename } of answers) expect(__typename).toBe("AnnounceTimerRunPayload");
      expect(answers.filter(({ isChosen }) => isChosen).length).toBe(1);
      expect(await ask()).toEqual(answers);
      expect(new Set(answers.map(({ run }) => run.announcedAt)).size).toBe(1);
    } finally {
      await second.close();
    }
  });
});

it("A run that is open by the database's clock cannot be announced, whatever this process's clock says", async () => {
  const { id } = await aTask(guest, "Laundry", 600);
  const { timer } = await askTimer(guest, "startTimer", id);
  application.clock.at = Date.now() + 601_000;
  try {
    const { data } = await guest.ask(
      `mutation ($runId: ID!, $deviceId: UUID!) {
        announceTimerRun(input: { runId: $runId, deviceId: $deviceId }) { __typename } }`,
      { runId: timer.runId, deviceId: randomUUID() },
    );
    expect(data.announceTimerRun.__typename).toBe("NotFound");
  } finally {
    application.clock.at = null;
  }
});

describe("a pomodoro plan", () => {
  const PLAN = `mutation ($input: UpdatePomodoroPlanInput!) { updatePomodoroPlan(input: $input) { __typename
    ... on UpdatePomodoroPlanPayload { plan { workSeconds shortBreakSeconds longBreakSeconds longBreakEvery startsNext } }
    ... on InvalidInputError { issues { path } } } }`;
  const plan = async (input: object) => (await guest.ask(PLAN, { input })).data.updatePomodoroPlan;

  it("is the usual one until it is changed, field by field", async () => {
    const usual = {
      workSeconds: 1500,
      shortBreakSeconds: 300,
      longBreakSeconds: 900,
      longBreakEvery: 4,
      startsNext: false,
    };
    expect((await plan({})).plan).toEqual(usual);
    expect((await plan({ workSeconds: 1800, startsNext: true })).plan).toEqual({
      ...usual,
      workSeconds: 1800,
      startsNext: true,
    });
    expect((await plan({ longBreakEvery: 3 })).plan).toMatchObject({ workSeconds: 1800, longBreakEvery: 3 });
  });

  it.each([
    ["workSeconds", 0],
    ["shortBreakSeconds", -5],
    ["longBreakSeconds", 86_401],
    ["longBreakEvery", 0],
    ["longBreakEvery", 13],
  ])("refuses %s of %i", async (field, value) => {
    expect(await plan({ [field]: value })).toEqual({
      __typename: "InvalidInputError",
      issues: [{ path: [field] }],
    });
  });

  it("gives each phase its length, and counts work phases from one completed phase to the next", async () => {
    await plan({ workSeconds: 1, shortBreakSeconds: 200, longBreakSeconds: 300, longBreakEvery: 2 });
    const { id } = await aTask(guest, "Ads review", 2700);
    const over = () =>
      vi.waitFor(async () => {
        expect((await theTask(guest, id)).timer.status).toBe("COMPLETED");
      }, 15_000);
    const start = async (phase: string) => (await askTimer(guest, "startTimer", id, { phase })).timer;
    expect(await start("WORK")).toMatchObject({ phase: "WORK", lengthSeconds: 1, worksDone: 0 });
    await over();
    expect(await start("SHORT_BREAK")).toMatchObject({ lengthSeconds: 200, worksDone: 1 });
    await askTimer(guest, "stopTimer", id);
    // After a stopped phase the plan begins again.
    expect(await start("WORK")).toMatchObject({ worksDone: 0 });
    await over();
    await askTimer(guest, "startTimer", id);
    expect((await theTask(guest, id)).timer).toMatchObject({
      phase: null,
      worksDone: 0,
      lengthSeconds: 2700,
    });
  });
});
