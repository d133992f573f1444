import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { anEventStream } from "../testing/event-stream.ts";
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

const timeOf = (told: unknown) => (told as { readonly serverTime: string }).serverTime;

/** Follows what is told to the guest. */
async function following(document: string, server: Streaming = application): Promise<Following> {
  const stream = await followChanges(server, guest.accessToken, document);
  open.push(stream);
  return stream;
}

const FIELDS = "status version runId endsAt remainingSeconds task { id } lastRun { id endReason }";
const changes = (more = "") =>
  `subscription { timerChanged${more} { kind deletedId taskId serverTime timer { id ${FIELDS} } } }`;

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
      expect(await stream.next()).toMatchObject({
        ...{ kind: "CHANGED", deletedId: null, taskId: id },
        timer: { status, version: timer.version, task: { id } },
      });
    }
    expect(stream.told.length).toBe(5);
  });

  it("tells the deletion of a timer with its task, and the restoration", async () => {
    const { id, timer } = await aTask(guest);
    const [all, one] = [
      await following(changes(), server()),
      await following(changes(`(taskId: "${id}")`), server()),
    ];
    await askTask(guest, "deleteTask", { id });
    const gone = { kind: "DELETED", deletedId: timer.id, taskId: id, timer: null };
    for (const stream of [all, one]) expect(await stream.next()).toMatchObject(gone);
    await askTask(guest, "restoreTask", { id });
    for (const stream of [all, one]) {
      expect(await stream.next()).toMatchObject({
        kind: "RESTORED",
        deletedId: null,
        timer: { id: timer.id },
      });
    }
    const resumed = await following(changes(`(since: "${all.told.map(timeOf)[0]}")`), server());
    expect(await resumed.next()).toMatchObject({ kind: "RESTORED", timer: { id: timer.id } });
  });

  it("sends a completion, with its run", async () => {
    const { id } = await aTask(guest, "Eggs", 1);
    const stream = await following(changes(`(taskId: "${id}")`), server());
    const { timer } = await askTimer(guest, "startTimer", id);
    expect((await stream.next()).timer.status).toBe("RUNNING");
    expect(await stream.next()).toMatchObject({
      kind: "CHANGED",
      timer: {
        status: "COMPLETED",
        runId: timer.runId,
        lastRun: { id: timer.runId, endReason: "COMPLETED" },
      },
    });
  });

  it("sends only the timer of the requested task", async () => {
    const [{ id }, other] = [await aTask(guest), await aTask(guest)];
    const stream = await following(changes(`(taskId: "${id}")`), server());
    await askTimer(guest, "startTimer", other.id);
    await askTimer(guest, "startTimer", id);
    expect((await stream.next()).timer.task.id).toBe(id);
  });

  it("begins with what was missed when it resumes with the last message's time", async () => {
    const { id } = await aTask(guest);
    const { timer } = await askTimer(guest, "startTimer", id);
    const stream = await following(changes(`(since: "${timer.serverTime}")`), server());
    expect(await stream.next()).toMatchObject({ timer: { status: "RUNNING", runId: timer.runId } });
  });

  it("asks to read the list again when it resumes after its changes were purged", async () => {
    const since = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString();
    const stream = await following(changes(`(since: "${since}")`), server());
    expect(await stream.next()).toMatchObject({ kind: "LIST", timer: null, taskId: null });
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

const TASKS = "kind deletedId serverTime task { id title position completedAt }";

describe.each(PROCESSES)("tasksChanged from %s", (_process, server) => {
  it("tells each change once, with its kind and its task", async () => {
    const stream = await following(`subscription { tasksChanged { ${TASKS} } }`, server());
    const told = async (kind: string, task: object | null, deletedId: string | null = null) =>
      expect(await stream.next()).toMatchObject({ kind, task, deletedId });
    const { id } = await aTask(guest, "a");
    await told("CREATED", { id, title: "a", position: 0 });
    const { id: other } = await aTask(guest, "b");
    await told("CREATED", { id: other });
    await askTask(guest, "updateTask", { id, title: "A" });
    await told("CHANGED", { id, title: "A" });
    await askTask(guest, "updateTask", { id, title: "A" });
    await askTask(guest, "updateTask", { id, position: 1 });
    await told("MOVED", { id, position: 1 });
    await askTask(guest, "updateTask", { id, completed: true });
    await told("MOVED", { id, position: null });
    await askTask(guest, "deleteTask", { id });
    await told("DELETED", null, id);
    await askTask(guest, "restoreTask", { id });
    await told("RESTORED", { id });
    await guest.ask("mutation { updatePomodoroPlan(input: { workSeconds: 600 }) { __typename } }");
    await told("LIST", null);
    await guest.ask('mutation { updateProfile(input: { timezone: "Asia/Tokyo" }) { __typename } }');
    await told("LIST", null);
    expect(stream.told).toHaveLength(9);
  });

  it("lets clients select the lists", async () => {
    const lists = "user { tasks(filter: { completed: false }) { nodes { title } } taskTotals { completed } }";
    const stream = await following(`subscription { tasksChanged { ${lists} } }`, server());
    const { id } = await aTask(guest, "a");
    expect((await stream.next()).user).toMatchObject({ tasks: { nodes: [{ title: "a" }] } });
    await askTask(guest, "updateTask", { id, completed: true });
    expect((await stream.next()).user).toMatchObject({ tasks: { nodes: [] }, taskTotals: { completed: 1 } });
  });

  it("resumes with what was missed, each task once", async () => {
    const stream = await following(`subscription { tasksChanged { ${TASKS} } }`, server());
    const { id } = await aTask(guest, "a");
    const since = timeOf(await stream.next());
    const { id: other } = await aTask(guest, "b");
    await askTask(guest, "updateTask", { id: other, title: "B" });
    await askTask(guest, "deleteTask", { id });
    const resumed = await following(
      `subscription { tasksChanged(since: "${since}") { ${TASKS} } }`,
      server(),
    );
    expect(await resumed.next()).toMatchObject({ kind: "CREATED", task: { id: other, title: "B" } });
    expect(await resumed.next()).toMatchObject({ kind: "DELETED", deletedId: id });
  });
});

it("Resumes with more changes than are read at once, each once and in their order", async () => {
  const { serverTime } = (await guest.ask("{ serverTime }")).data;
  const made: { id: string }[] = [];
  for (let place = 0; place < 60; place += 1) made.push(await aTask(guest, `task ${place}`));
  const stream = await following(
    `subscription { tasksChanged(since: "${serverTime}") { kind task { id title } } }`,
  );
  const first = await stream.next();
  expect(first).toMatchObject({ kind: "CREATED", task: { id: made[0]?.id } });
  const rest = [];
  for (let place = 1; place < 60; place += 1) rest.push((await stream.next()).task);
  expect(rest.map((task) => task.id)).toEqual(made.slice(1).map(({ id }) => id));
});

it("Is not told to read everything again when a name, a target or a plan stays what the tasks' dates are", async () => {
  const stream = await following(`subscription { tasksChanged { kind task { title } } }`);
  await guest.ask(
    'mutation { updateProfile(input: { firstName: "Ada", targetSeconds: 90 }) { __typename } }',
  );
  await guest.ask("mutation { updatePomodoroPlan(input: { workSeconds: 1500 }) { __typename } }");
  await aTask(guest, "next");
  expect(await stream.next()).toMatchObject({ kind: "CREATED", task: { title: "next" } });
});

it("The same is told over server-sent events", async () => {
  const { id } = await aTask(guest);
  const { serverTime } = (await guest.ask("{ serverTime }")).data;
  const authorization = `Bearer ${guest.accessToken}`;
  const document = `subscription { tasksChanged(since: "${serverTime}") { ${TASKS} } }`;
  const stream = await anEventStream(application.url, document, { authorization });
  open.push({ close: async () => stream.close() });
  await stream.next();
  await askTask(guest, "deleteTask", { id });
  expect(await stream.next()).toMatchObject({
    data: { tasksChanged: { kind: "DELETED", deletedId: id, task: null } },
  });
});

it("A subscription that would read much for each message is refused before it begins", async () => {
  const whole =
    "user { tasks(first: 100) { nodes { title timer { status runs: task { title ranSeconds } } } } }";
  const subscriber = aSubscriber(application.url, guest.accessToken);
  open.push(subscriber);
  expect(
    await subscriber.follow(`subscription { tasksChanged { kind a: ${whole} b: ${whole} } }`).next(),
  ).toMatchObject([
    { extensions: { code: "QUERY_TOO_LARGE" }, message: expect.stringContaining("at most 1000") },
  ]);
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
