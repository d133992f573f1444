import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aSecondProcessOf, type SecondProcess } from "../testing/second-process.ts";
import { aSubscriber, type Following, followChanges, type Streaming } from "../testing/subscriber.ts";
import { askTask, askTimer, aTask } from "./testing/task-requests.ts";

// Across processes each change takes up to a second, or more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let application: TestApplication;
let second: SecondProcess;
let guest: Guest;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  // Timers complete by themselves, in any process.
  application = await aTestApplication({}, { jobs: true });
  second = await aSecondProcessOf(application, { jobs: true });
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await second.close();
  await application.close();
});

const PROCESSES = [
  ["the process that makes the change", () => application],
  ["another process on the same database", () => second],
] as const;

/** Follows what is told to the guest. */
async function following(document: string, server: Streaming = application): Promise<Following> {
  const stream = await followChanges(server, guest.accessToken, document);
  open.push(stream);
  return stream;
}

const FIELDS = "status version runId endsAt remainingSeconds task { id } lastRun { id endReason }";
const changes = (more = "") => `subscription { timerChanged${more} { ${FIELDS} } }`;

describe.each(PROCESSES)("timerChanged from %s", (_process, server) => {
  it("sends each change of state and nothing in between", async () => {
    const { id } = await aTask(guest);
    const stream = await following(changes(), server());
    for (const [name, status] of [
      ["startTimer", "RUNNING"],
      ["pauseTimer", "PAUSED"],
      ["resumeTimer", "RUNNING"],
      ["stopTimer", "STOPPED"],
      ["resetTimer", "IDLE"],
    ] as const) {
      const { timer } = await askTimer(guest, name, id);
      expect(await stream.next()).toMatchObject({ status, version: timer.version, task: { id } });
    }
    expect(stream.told.length).toBe(5);
  });

  it("sends a completion, with its run", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const stream = await following(changes(`(taskId: "${id}")`), server());
    const { timer } = await askTimer(guest, "startTimer", id);
    expect((await stream.next()).status).toBe("RUNNING");
    expect(await stream.next()).toMatchObject({
      status: "COMPLETED",
      runId: timer.runId,
      lastRun: { id: timer.runId, endReason: "COMPLETED" },
    });
  });

  it("sends only the timer of the requested task", async () => {
    const [{ id }, other] = [await aTask(guest), await aTask(guest)];
    const stream = await following(changes(`(taskId: "${id}")`), server());
    await askTimer(guest, "startTimer", other.id);
    await askTimer(guest, "startTimer", id);
    expect((await stream.next()).task.id).toBe(id);
  });

  it("begins with what was missed when it resumes with the last message's time", async () => {
    const { id } = await aTask(guest);
    const { timer } = await askTimer(guest, "startTimer", id);
    const stream = await following(changes(`(since: "${timer.serverTime}")`), server());
    expect(await stream.next()).toMatchObject({ status: "RUNNING", runId: timer.runId });
  });
});

describe("timerTicks", () => {
  const ticks = (id: string) =>
    `subscription { timerTicks(taskId: "${id}") { timerId status remainingSeconds serverTime } }`;

  it("waits for a start, ticks once a second, and ends with COMPLETED", async () => {
    const { id } = await aTask(guest, "Eggs", 3);
    const stream = await following(ticks(id));
    expect(stream.told).toEqual([]);
    const { timer } = await askTimer(guest, "startTimer", id);
    const told = [];
    while (told.at(-1)?.status !== "COMPLETED") told.push(await stream.next());
    for (const { remainingSeconds, serverTime } of told) {
      const left = (Date.parse(timer.endsAt) - Date.parse(serverTime)) / 1000;
      expect(remainingSeconds).toBeCloseTo(left, 2);
    }
    // The start, two seconds in between unless the machine was too busy, and the end.
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told.at(-1).remainingSeconds).toBeLessThanOrEqual(0);
    await vi.waitFor(() => expect(stream.ended).toBe(true));
  });

  it("sends a pause once and ends with STOPPED", async () => {
    const { id } = await aTask(guest, "Walk", 3600);
    await askTimer(guest, "startTimer", id);
    const stream = await following(ticks(id));
    expect((await stream.next()).status).toBe("RUNNING");
    await askTimer(guest, "pauseTimer", id);
    const until = async (status: string) => {
      for (;;) {
        const tick = await stream.next();
        if (tick.status === status) return tick;
      }
    };
    const paused = await until("PAUSED");
    await delay(1_500);
    expect(stream.told.filter((tick) => (tick as typeof paused).status === "PAUSED").length).toBe(1);
    await askTimer(guest, "resumeTimer", id);
    await until("RUNNING");
    await askTimer(guest, "stopTimer", id);
    await until("STOPPED");
    await vi.waitFor(() => expect(stream.ended).toBe(true));
  });

  it("follows an extension and ends with a deletion", async () => {
    const { id } = await aTask(guest, "Walk", 600);
    await askTimer(guest, "startTimer", id);
    const stream = await following(ticks(id));
    await stream.next();
    await askTimer(guest, "extendTimer", id, { seconds: 600 });
    await vi.waitFor(async () => expect((await stream.next()).remainingSeconds).toBeGreaterThan(1100));
    await askTask(guest, "deleteTask", { id });
    await vi.waitFor(() => expect(stream.ended).toBe(true), 10_000);
    expect(stream.told.at(-1)).toMatchObject({ status: "STOPPED" });
  });

  it("also ends with the timer when it runs in another process", async () => {
    const { id } = await aTask(guest, "Eggs", 2);
    const stream = await following(ticks(id), second);
    await askTimer(guest, "startTimer", id);
    await vi.waitFor(() => expect(stream.ended).toBe(true), 20_000);
    expect(stream.told.at(-1)).toMatchObject({ status: "COMPLETED" });
  });
});

describe.each(PROCESSES)("tasksChanged from %s", (_process, server) => {
  it("sends the list after each change", async () => {
    const stream = await following(
      "subscription { tasksChanged { tasks(filter: { completed: false }) { nodes { title } } taskTotals { completed } } }",
      server(),
    );
    const told = async () => {
      const { tasks, taskTotals } = await stream.next();
      return [...tasks.nodes.map(({ title }: { title: string }) => title), taskTotals.completed];
    };
    const { id } = await aTask(guest, "a");
    expect(await told()).toEqual(["a", 0]);
    await aTask(guest, "b");
    expect(await told()).toEqual(["a", "b", 0]);
    await askTask(guest, "updateTask", { id, position: 1 });
    expect(await told()).toEqual(["b", "a", 0]);
    await askTask(guest, "updateTask", { id, completed: true });
    expect(await told()).toEqual(["b", 1]);
    await askTask(guest, "deleteTask", { id });
    expect(await told()).toEqual(["b", 0]);
  });
});

it("Nobody can subscribe to an unknown task or another person's task", async () => {
  const stranger = await application.aGuest();
  const { id } = await aTask(stranger);
  for (const document of [
    changes(`(taskId: "${id}")`),
    `subscription { timerTicks(taskId: "${id}") { status } }`,
  ]) {
    const subscriber = aSubscriber(application.url, guest.accessToken);
    open.push(subscriber);
    expect(await subscriber.follow(document).next()).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  }
});
