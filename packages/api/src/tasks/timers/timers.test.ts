import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { ALLOWED_ACTIONS, TIMER_ACTIONS, type TimerStatus } from "@pacekeeper/domain/tasks/timer";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { askTask, askTimer, aTask, theTask } from "../testing/task-requests.ts";
import { completeDueTimers } from "./due-timers.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

const PATIENCE = { timeout: 15_000, interval: 50 };

/** Completes what is due until the person's last run has completed. */
const completed = () =>
  vi.waitFor(async () => {
    await completeDueTimers(application.db.pool);
    expect((await runsOf()).at(-1)?.end).toBe("COMPLETED");
  }, PATIENCE);

const runsOf = async () => {
  const where = { userId: guest.userId };
  const runs = await application.db.prisma.timerRun.findMany({ where, orderBy: { startedAt: "asc" } });
  return runs.map(({ end, lengthMs, ranMs }) => ({ end, lengthMs, ranMs }));
};

/** A task whose timer has this status. */
async function aTimerThatIs(status: TimerStatus): Promise<string> {
  const { id } = await aTask(guest, "Laundry", 3600);
  if (status === "IDLE") return id;
  await askTimer(guest, "startTimer", id, { seconds: status === "COMPLETED" ? 1 : 3600 });
  if (status === "PAUSED") await askTimer(guest, "pauseTimer", id);
  if (status === "STOPPED") await askTimer(guest, "stopTimer", id);
  if (status === "COMPLETED") await completed();
  return id;
}

describe("a run", () => {
  it("has its task's length, counts down to its end, and completes there", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const { timer } = await askTimer(guest, "startTimer", id);
    expect(timer).toMatchObject({ status: "RUNNING", lengthSeconds: 1, version: 2, lastRun: null });
    expect(Date.parse(timer.endsAt) - Date.parse(timer.startedAt)).toBe(1000);
    const left = (Date.parse(timer.endsAt) - Date.parse(timer.serverTime)) / 1000;
    expect(timer.remainingSeconds).toBeCloseTo(left, 3);
    await completed();
    expect(await runsOf()).toEqual([{ end: "COMPLETED", lengthMs: 1000, ranMs: 1000 }]);
    const over = (await theTask(guest, id)).timer;
    expect(over).toMatchObject({ status: "COMPLETED", endsAt: null, endedAt: timer.endsAt, version: 3 });
    expect(over.remainingSeconds).toBeLessThan(0);
    expect(over.lastRun).toMatchObject({ id: timer.runId, endReason: "COMPLETED", ranSeconds: 1 });
    expect(over.task.ranSeconds).toBe(1);
  });

  it("keeps the remaining time while it is paused, and continues with it", async () => {
    const { id } = await aTask(guest);
    await askTimer(guest, "startTimer", id);
    const { timer: paused } = await askTimer(guest, "pauseTimer", id);
    expect(paused).toMatchObject({ status: "PAUSED", endsAt: null });
    await delay(30);
    expect((await theTask(guest, id)).timer.remainingSeconds).toBe(paused.remainingSeconds);
    const { timer } = await askTimer(guest, "resumeTimer", id);
    expect(timer).toMatchObject({ status: "RUNNING", pausedAt: null, runId: paused.runId });
    const resumedFor = Date.parse(timer.endsAt) - Date.parse(timer.startedAt) - 1_500_000;
    expect(resumedFor).toBeGreaterThanOrEqual(30);
  });

  it("can have another length, and more time while it is running or paused", async () => {
    const { id } = await aTask(guest, "Walk", 3600);
    const { timer } = await askTimer(guest, "startTimer", id, { seconds: 60.5 });
    const { timer: longer } = await askTimer(guest, "extendTimer", id, { seconds: 300 });
    expect(Date.parse(longer.endsAt) - Date.parse(timer.endsAt)).toBe(300_000);
    const { timer: paused } = await askTimer(guest, "pauseTimer", id);
    const { timer: more } = await askTimer(guest, "extendTimer", id, { seconds: 60 });
    expect(more.remainingSeconds - paused.remainingSeconds).toBeCloseTo(60, 3);
    expect(more.lengthSeconds).toBe(420.5);
    expect(await runsOf()).toEqual([{ end: null, lengthMs: 420_500, ranMs: null }]);
  });

  it("is started once per idempotency key, even if the request is sent again after its end", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const start = { idempotencyKey: randomUUID() };
    const { timer } = await askTimer(guest, "startTimer", id, start);
    expect((await askTimer(guest, "startTimer", id, start)).timer.runId).toBe(timer.runId);
    await completed();
    expect((await askTimer(guest, "startTimer", id, start)).timer.status).toBe("COMPLETED");
    expect((await runsOf()).length).toBe(1);
  });

  it("is extended once per idempotency key", async () => {
    const { id } = await aTask(guest, "Walk", 3600);
    await askTimer(guest, "startTimer", id);
    const idempotencyKey = randomUUID();
    for (const _time of [1, 2, 3]) await askTimer(guest, "extendTimer", id, { seconds: 60, idempotencyKey });
    expect((await theTask(guest, id)).timer.lengthSeconds).toBe(3660);
    const other = await askTimer(guest, "extendTimer", id, { seconds: 61, idempotencyKey });
    expect(other.__typename).toBe("IdempotencyConflict");
  });

  it("is kept with the time it ran when it is stopped, and the next one is another run", async () => {
    const { id } = await aTask(guest);
    const { timer: first } = await askTimer(guest, "startTimer", id);
    await delay(20);
    const { timer } = await askTimer(guest, "stopTimer", id);
    expect(timer).toMatchObject({ status: "STOPPED", remainingSeconds: null, runId: first.runId });
    const [run] = await runsOf();
    expect(run?.end).toBe("STOPPED");
    expect(run?.ranMs).toBe(Date.parse(timer.endedAt) - Date.parse(timer.startedAt));
    expect(timer.task.ranSeconds).toBe((run?.ranMs ?? 0) / 1000);
    const { timer: second } = await askTimer(guest, "startTimer", id);
    expect(second.runId).not.toBe(first.runId);
    expect(second.lastRun.id).toBe(first.runId);
    expect((await runsOf()).length).toBe(2);
  });

  it("past its end is followed by a new run of the added time", async () => {
    const id = await aTimerThatIs("COMPLETED");
    const { timer } = await askTimer(guest, "extendTimer", id, { seconds: 300 });
    expect(timer).toMatchObject({ status: "RUNNING", lengthSeconds: 300, endedAt: null });
    expect(await runsOf()).toEqual([
      { end: "COMPLETED", lengthMs: 1000, ranMs: 1000 },
      { end: null, lengthMs: 300_000, ranMs: null },
    ]);
  });

  it("can be open for several tasks at once, the next to end first, and a reset removes an ended one", async () => {
    const over = await aTimerThatIs("COMPLETED");
    const late = await aTimerThatIs("RUNNING");
    const paused = await aTimerThatIs("PAUSED");
    const { id: soon } = await aTask(guest, "Eggs", 300);
    await askTimer(guest, "startTimer", soon);
    const shown = async () => {
      const { data } = await guest.ask("{ viewer { activeTimers { task { id } } } }");
      return data.viewer.activeTimers.map(({ task }: { task: { id: string } }) => task.id);
    };
    expect(await shown()).toEqual([soon, late, paused, over]);
    expect((await askTimer(guest, "resetTimer", over)).timer).toMatchObject({
      status: "IDLE",
      lengthSeconds: 3600,
      endedAt: null,
    });
    expect(await shown()).toEqual([soon, late, paused]);
  });

  it("ends when its task is completed, and a completed task starts none", async () => {
    const id = await aTimerThatIs("RUNNING");
    const { task } = await askTask(guest, "updateTask", { id, completed: true });
    expect(task.timer.status).toBe("STOPPED");
    expect((await runsOf()).map(({ end }) => end)).toEqual(["STOPPED"]);
    expect(await askTimer(guest, "startTimer", id)).toMatchObject({ __typename: "TaskCompleted" });
    const over = await aTimerThatIs("COMPLETED");
    const done = await askTask(guest, "updateTask", { id: over, completed: true });
    expect(done.task.timer.status).toBe("IDLE");
    expect(done.task.ranSeconds).toBe(1);
  });
});

describe.each(Object.entries(ALLOWED_ACTIONS))("a timer that is %s", (status, allowed) => {
  it.each(TIMER_ACTIONS)("asked to %s", async (action) => {
    const id = await aTimerThatIs(status as TimerStatus);
    const before = await runsOf();
    const more = action === "extend" ? { seconds: 60 } : {};
    const answer = await askTimer(guest, `${action}Timer`, id, more);
    if (allowed.includes(action)) {
      expect(answer.timer.version).toBeGreaterThan(1);
      return;
    }
    // It says the timer's state, and that nothing was changed.
    expect(answer).toMatchObject({
      __typename: "TimerConflict",
      message: expect.stringMatching(/^This timer .* Nothing was changed\. /),
      timer: { status },
    });
    expect(await runsOf()).toEqual(before);
  });
});

it("Simultaneous starts make one run; the other requests get that run", async () => {
  const { id } = await aTask(guest);
  const answers = await Promise.all([1, 2, 3].map(() => askTimer(guest, "startTimer", id)));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    "StartTimerPayload",
    "TimerConflict",
    "TimerConflict",
  ]);
  expect(new Set(answers.map(({ timer }) => timer.runId)).size).toBe(1);
  expect((await runsOf()).length).toBe(1);
});

it("A pause that comes after the end has lost the race, even if the end is not stored yet", async () => {
  const id = await aTimerThatIs("RUNNING");
  await application.db.pool.query(
    `WITH run AS (UPDATE timer_runs SET started_at = started_at - interval '1 hour' WHERE user_id = $1)
     UPDATE timers SET started_at = started_at - interval '1 hour', ends_at = ends_at - interval '1 hour'
     WHERE user_id = $1`,
    [guest.userId],
  );
  const answer = await askTimer(guest, "pauseTimer", id);
  expect(answer).toMatchObject({ __typename: "TimerConflict", timer: { status: "COMPLETED" } });
});

describe("Bad input is refused with its reason:", () => {
  it.each([
    ["0", 0, "TOO_SMALL"],
    ["−5", -5, "TOO_SMALL"],
    ["86,401 s", 86_401, "TOO_BIG"],
  ])("a length of %s", async (_what, seconds, code) => {
    const { id } = await aTask(guest);
    for (const name of ["startTimer", "extendTimer"]) {
      expect(await askTimer(guest, name, id, { seconds })).toMatchObject({
        __typename: "InvalidInputError",
        issues: [{ path: ["seconds"], code }],
      });
    }
    expect(await runsOf()).toEqual([]);
  });

  it("a start without any length", async () => {
    const { id } = await aTask(guest, "Plan", null);
    expect(await askTimer(guest, "startTimer", id)).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: ["seconds"], code: "REQUIRED" }],
    });
  });

  it("more than a day left", async () => {
    const { id } = await aTask(guest, "Plan", 86_400);
    await askTimer(guest, "startTimer", id);
    expect(await askTimer(guest, "extendTimer", id, { seconds: 60 })).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: ["seconds"], code: "TOO_BIG" }],
    });
  });

  it("a deleted task's timer and another person's task, as not found", async () => {
    const id = await aTimerThatIs("RUNNING");
    const stranger = await application.aGuest();
    for (const action of TIMER_ACTIONS) {
      const more = action === "extend" ? { seconds: 60 } : {};
      expect((await askTimer(stranger, `${action}Timer`, id, more)).__typename).toBe("NotFound");
    }
    await askTask(guest, "deleteTask", { id });
    expect((await askTimer(guest, "pauseTimer", id)).__typename).toBe("NotFound");
  });
});
