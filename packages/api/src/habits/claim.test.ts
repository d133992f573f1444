import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimGuest, MOVE_ALL_TIMEOUTS } from "../accounts/registration/guest-claim.ts";
import { type Account, anAccount, login } from "../accounts/testing/accounts.ts";
import { askTask, askTimer, aTask } from "../tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { everyRowOf } from "../testing/everything-of-a-person.ts";
import { minutesAfter, pressForSession } from "../tracking/testing/tracking-requests.ts";
import { aHabit, aLog, askHabit, theHabit, theHabits } from "./testing/habit-requests.ts";

let application: TestApplication;
let account: Account;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  account = await anAccount(application, { timezone: "UTC" });
  guest = await application.aGuest();
});
afterAll(() => application.close());

type Person = Pick<Guest, "ask" | "userId">;

const DAY = "2026-06-02";
const logIn = () =>
  login(application, { email: account.email }, { authorization: `Bearer ${guest.accessToken}` });
const EVERYTHING = `days(from: "2026-06-01", to: "2026-06-04") { date minutes isSkipped state }
  logs { nodes { id version date minutes note origin } } stats(to: "2026-06-04") { totalMinutes hasEnoughData }`;

/** Links a source to a habit, backdated by an hour. */
async function linked(person: Person, habitId: string, source: string, taskId?: string) {
  await askHabit(person, "linkHabit", { habitId, source, taskId });
  await application.db.pool.query(
    "UPDATE habit_links SET created_at = created_at - interval '1 hour' WHERE user_id = $1",
    [person.userId],
  );
}

/** A session of `minutes` minutes that ended ten minutes ago. */
async function aSession(person: Person, minutes: number): Promise<void> {
  const now = Date.now();
  await pressForSession(person, "NEXT", { occurredAt: minutesAfter(now, -10 - minutes) });
  await pressForSession(person, "EXIT", { occurredAt: minutesAfter(now, -10) });
}

/** Makes a run of the task's timer of `minutes` minutes. */
async function aRun(person: Person, taskId: string, minutes: number): Promise<void> {
  await askTimer(person, "startTimer", taskId);
  await application.db.pool.query(
    `WITH moved AS (UPDATE timers SET started_at = started_at - $2::interval, ends_at = ends_at - $2::interval
       WHERE user_id = $1 AND status = 'RUNNING' RETURNING run_id)
     UPDATE timer_runs r SET started_at = r.started_at - $2::interval FROM moved WHERE r.id = moved.run_id`,
    [person.userId, `${minutes} minutes`],
  );
  await askTimer(person, "stopTimer", taskId);
}

/** The habit's minutes from sessions and timers, ascending, once the outbox is consumed. */
async function counted(person: Person, habitId: string): Promise<number[]> {
  await application.runJob("follow the outbox");
  const { logs } = await theHabit(person, habitId, "logs { nodes { minutes sourceId } }");
  const given = logs.nodes.filter(({ sourceId }: { sourceId: string | null }) => sourceId !== null);
  return given.map(({ minutes }: { minutes: number }) => minutes).sort((a: number, b: number) => a - b);
}

describe("a guest's habit", () => {
  it("moves to the account with its logs, skipped dates, streak, links and running stopwatch", async () => {
    const task = await aTask(guest, "Scales", 600);
    const goal = { kind: "AT_LEAST", minutes: 20 };
    const { id } = await aHabit(guest, "Piano", { goal, category: "Craft", schedule: { timesAWeek: 2 } });
    for (const minutes of [15, 10]) await aLog(guest, id, DAY, minutes);
    const deleted = await aLog(guest, id, "2026-06-04", 30);
    await askHabit(guest, "deleteHabitLog", { id: deleted.id });
    await askHabit(guest, "skipHabit", { habitId: id, date: "2026-06-03" });
    await askHabit(guest, "startHabitStopwatch", { habitId: id });
    await askHabit(guest, "linkHabit", { habitId: id, source: "TASK", taskId: task.id });
    await askHabit(guest, "linkHabit", { habitId: id, source: "WORK_SESSIONS" });
    const before = await theHabit(guest, id, EVERYTHING);
    expect(before).toMatchObject({ logCount: 2, streak: { best: 1, unit: "WEEK" }, links: [{}, {}] });

    await logIn();
    expect(await theHabit(account, id, EVERYTHING)).toEqual({ ...before, version: before.version + 1 });
    expect(await everyRowOf(application.db.pool, guest.userId)).toBe("");
    expect(await askHabit(account, "stopHabitStopwatch", { habitId: id })).toMatchObject({
      habit: { stopwatchStartedAt: null, logCount: 3 },
      log: { minutes: 1, origin: "STOPWATCH" },
    });
    expect(await askHabit(account, "restoreHabitLog", { id: deleted.id })).toMatchObject({
      log: { minutes: 30 },
    });
    for (const link of before.links) {
      expect(await askHabit(account, "unlinkHabit", { id: link.id })).toMatchObject({ deletedId: link.id });
    }
  });

  it("moves once, even when two tabs log in at the same moment", async () => {
    const { id } = await aHabit(guest);
    await aLog(guest, id, DAY, 25);
    await Promise.all([logIn(), logIn()]);
    expect(await theHabits(account, "id name logCount")).toEqual([{ id, name: "Reading", logCount: 1 }]);
  });
});

describe("habits of the same names", () => {
  const names = async (archived = false) =>
    (await theHabits(account, "name", archived)).map(({ name }: { name: string }) => name);
  const archive = (person: Person, id: string) => askHabit(person, "updateHabit", { id, archived: true });

  it("get different names, the guest's after the account's and without gaps", async () => {
    for (const name of ["Reading", "Piano", "Old"]) await aHabit(account, name);
    const own = await aHabit(account, "Running");
    await archive(account, own.id);
    for (const name of ["READING ", "Piano (2)", "Running", "Piano"]) await aHabit(guest, name);
    const old = await aHabit(guest, "Old");
    await archive(guest, old.id);
    await logIn();
    expect(await names()).toEqual([
      ...["Reading", "Piano", "Old"],
      ...["READING (2)", "Piano (2)", "Running", "Piano (3)"],
    ]);
    expect((await names(true)).sort()).toEqual(["Old", "Running"]);
    const places = await theHabits(account, "position");
    expect(places.map(({ position }: { position: number }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect((await aHabit(account, "The next one")).position).toBe(7);
  });

  it("share a category that both have, in the account's spelling", async () => {
    await aHabit(account, "Running", { category: "Body" });
    for (const [name, category] of [
      ["Swimming", "BODY"],
      ["Piano", "Craft"],
      ["Sleep", ""],
    ] as const) {
      await aHabit(guest, name, { category });
    }
    await logIn();
    const habits = await theHabits(account, "category");
    expect(habits.map(({ category }: { category: string | null }) => category)).toEqual([
      ...["Body", "Body", "Craft", null],
    ]);
  });

  it("of the maximum length are shortened to make room for the number", async () => {
    const name = "é".repeat(100);
    for (const person of [account, guest]) await aHabit(person, name);
    await logIn();
    expect(await names()).toEqual([name, `${"é".repeat(96)} (2)`]);
  });
});

describe("what counts towards a guest's habit", () => {
  it("keeps counting in the account: its sessions, and the task that moved with it", async () => {
    const task = await aTask(guest, "Scales", 3600);
    const [piano, work] = [await aHabit(guest, "Piano"), await aHabit(guest, "Work")];
    await linked(guest, piano.id, "TASK", task.id);
    await linked(guest, work.id, "WORK_SESSIONS");
    await logIn();
    await aRun(account, task.id, 12);
    await aSession(account, 42);
    expect(await counted(account, piano.id)).toEqual([12]);
    expect(await counted(account, work.id)).toEqual([42]);
    await askTask(account, "deleteTask", { id: task.id });
    expect(await counted(account, piano.id)).toEqual([]);
  });

  it("includes what was done a moment before the claim, once", async () => {
    const task = await aTask(guest, "Scales", 3600);
    const [piano, work] = [await aHabit(guest, "Piano"), await aHabit(guest, "Work")];
    await linked(guest, piano.id, "TASK", task.id);
    await linked(guest, work.id, "WORK_SESSIONS");
    await aSession(guest, 20);
    await application.db.prisma.$transaction(async (transaction) => {
      const { guestId, userId } = { guestId: guest.userId, userId: account.userId };
      const source = { address: "127.0.0.1", userAgent: "" };
      expect(await claimGuest(transaction, { guestId, userId }, source, Date.now())).not.toBeNull();
    }, MOVE_ALL_TIMEOUTS);
    const date = minutesAfter(Date.now(), -30).slice(0, 10);
    await counted(account, work.id);
    expect(await theHabit(account, work.id, "logs { nodes { date minutes } }")).toMatchObject({
      logCount: 1,
      logs: { nodes: [{ date, minutes: 20 }] },
    });
    await aRun(account, task.id, 5);
    expect(await counted(account, work.id)).toEqual([20]);
    expect(await counted(account, piano.id)).toEqual([5]);
  });

  it("counts towards the account's linked habit too: what the guest did since the link was made", async () => {
    const own = await aHabit(account, "Work");
    await linked(account, own.id, "WORK_SESSIONS");
    await aSession(guest, 20);
    await logIn();
    await counted(account, own.id);
    expect((await theHabit(account, own.id, "logs { nodes { minutes origin } }")).logs.nodes).toEqual([
      { minutes: 20, origin: "WORK_SESSION" },
    ]);
    await aSession(account, 5);
    expect(await counted(account, own.id)).toEqual([5, 20]);
  });

  it("does not stop the account's own sources from counting", async () => {
    const own = await aHabit(account, "Work");
    await linked(account, own.id, "WORK_SESSIONS");
    const brought = await aHabit(guest, "Work");
    await linked(guest, brought.id, "WORK_SESSIONS");
    await logIn();
    await aSession(account, 42);
    expect(await counted(account, own.id)).toEqual([42]);
    expect(await counted(account, brought.id)).toEqual([42]);
  });
});
