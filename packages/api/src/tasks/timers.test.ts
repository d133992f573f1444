import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { askTask, askTimer, aTask, theTask } from "../testing/task-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

const runsOf = async () =>
  (
    await application.db.prisma.timerRun.findMany({
      where: { userId: guest.userId },
      orderBy: { startedAt: "asc" },
    })
  ).map(({ end, ranMs }) => ({ end, ranMs }));

describe("a timer", () => {
  it("starts with its task's length, counts down to its end, and completes at it", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const { timer } = await askTimer(guest, "startTimer", id);
    expect(timer).toMatchObject({ status: "RUNNING", lengthSeconds: 1, version: 2, lastRun: null });
    expect(Date.parse(timer.endsAt) - Date.parse(timer.startedAt)).toBe(1000);
    expect(timer.remainingSeconds).toBeGreaterThan(0);
    await vi.waitFor(async () => expect(await runsOf()).toEqual([{ end: "COMPLETED", ranMs: 1000 }]), 10_000);
    const over = (await theTask(guest, id)).timer;
    expect(over).toMatchObject({ status: "COMPLETED", endsAt: null, endedAt: timer.endsAt, version: 3 });
    expect(over.remainingSeconds).toBeLessThan(0);
    expect(over.lastRun).toMatchObject({ id: timer.runId, end: "COMPLETED", ranSeconds: 1 });
    expect(over.task.ranSeconds).toBe(1);
  });

  it("keeps what remains while it is paused, and goes on with it", async () => {
    const { id } = await aTask(guest);
    await askTimer(guest, "startTimer", id);
    const { timer: paused } = await askTimer(guest, "pauseTimer", id);
    expect(paused).toMatchObject({ status: "PAUSED", endsAt: null });
    await delay(30);
    expect((await theTask(guest, id)).timer.remainingSeconds).toBe(paused.remainingSeconds);
    const { timer } = await askTimer(guest, "resumeTimer", id);
    expect(timer).toMatchObject({ status: "RUNNING", pausedAt: null });
    expect(timer.runId).toBe(paused.runId);
    const left = Date.parse(timer.endsAt) - Date.parse(timer.serverTime);
    expect(left / 1000).toBeLessThanOrEqual(paused.remainingSeconds);
  });
});

it("two starts at the same moment make one run", async () => {
  const { id } = await aTask(guest);
  const answers = await Promise.all([1, 2, 3].map(() => askTimer(guest, "startTimer", id)));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    "StartTimerPayload",
    "TimerConflict",
    "TimerConflict",
  ]);
  expect(await runsOf()).toEqual([{ end: null, ranMs: null }]);
  expect(await askTask(guest, "deleteTask", { id })).toMatchObject({ deletedId: id });
  expect(await askTimer(guest, "pauseTimer", id)).toMatchObject({ __typename: "NotFound" });
});
