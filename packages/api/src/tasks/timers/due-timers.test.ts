import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aUser as aUsersRow } from "../../accounts/testing/a-user.ts";
import { newId } from "../../platform/ids.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { completeDueTimers, untilNextDue } from "./due-timers.ts";
import { createTimerWatch } from "./timer-watch.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(() => db.pool.query("DELETE FROM users"));
afterAll(() => db.close());

const MINUTE = 60_000;

async function aUser({ prisma }: TestDatabase): Promise<string> {
  const { id } = await prisma.user.create({ data: aUsersRow({ id: newId(Date.now()) }) });
  return id;
}

interface Running {
  readonly userId: string;
  readonly taskId: string;
  readonly timerId: string;
  readonly runId: string;
  readonly endsAt: Date;
}

/** A running timer of 25 minutes that ends in `endsInMs` milliseconds. */
async function running(
  userId: string,
  endsInMs: number,
  more: { phase?: "WORK"; suspended?: boolean } = {},
): Promise<Running> {
  const now = Date.now();
  const [taskId, timerId, runId] = [newId(now), newId(now), newId(now)];
  const endsAt = new Date(now + endsInMs);
  const [lengthMs, startedAt] = [25 * MINUTE, new Date(now + endsInMs - 25 * MINUTE)];
  const [rank, createdAt] = [1, startedAt];
  await db.prisma.task.create({ data: { id: taskId, userId, title: "Laundry", rank, createdAt } });
  await db.prisma.timer.create({
    data: { id: timerId, userId, taskId, status: "RUNNING", runId, lengthMs, startedAt, endsAt, ...more },
  });
  const phase = more.phase ?? null;
  await db.prisma.timerRun.create({ data: { id: runId, userId, taskId, lengthMs, startedAt, phase } });
  return { userId, taskId, timerId, runId, endsAt };
}

const timer = ({ timerId }: Running) => db.prisma.timer.findUniqueOrThrow({ where: { id: timerId } });
const runs = ({ taskId }: Running) =>
  db.prisma.timerRun.findMany({ where: { taskId }, orderBy: { startedAt: "asc" } });
const outbox = (userId: string) =>
  db.prisma.outboxEntry.findMany({ where: { userId }, orderBy: { sequence: "asc" } });

describe("a timer that is due", () => {
  it("completes at its true end, however late the check, with its outbox row", async () => {
    const userId = await aUser(db);
    const due = await running(userId, -3 * 24 * 60 * MINUTE);
    expect(await completeDueTimers(db.pool)).toEqual([{ userId, sequence: 1 }]);
    expect(await timer(due)).toMatchObject({ status: "COMPLETED", endedAt: due.endsAt, endsAt: null });
    expect(await runs(due)).toMatchObject([
      { id: due.runId, end: "COMPLETED", endedAt: due.endsAt, ranMs: 25 * MINUTE },
    ]);
    expect((await db.prisma.task.findUniqueOrThrow({ where: { id: due.taskId } })).ranMs).toBe(25 * MINUTE);
    expect(await outbox(userId)).toMatchObject([{ sequence: 1, topic: "timer", subjectId: due.timerId }]);
  });

  it("is completed once, however many checks run at the same moment", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aUser(db)));
    const due: Running[] = [];
    for (const userId of people) for (let one = 0; one < 8; one += 1) due.push(await running(userId, -one));
    const looks = await Promise.all(Array.from({ length: 8 }, () => completeDueTimers(db.pool)));
    // A check leaves people that another one has locked to that one.
    while ((await completeDueTimers(db.pool)).length > 0);
    expect(looks.flat().length).toBeGreaterThanOrEqual(5);
    for (const one of due) {
      expect((await timer(one)).version).toBe(2);
      expect((await runs(one)).length).toBe(1);
    }
    for (const userId of people) {
      const entries = await outbox(userId);
      expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(new Set(entries.map(({ subjectId }) => subjectId)).size).toBe(8);
      expect((await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })).sequence).toBe(8);
    }
  });

  it("waits while its person's row is locked, and other people's timers do not", async () => {
    const [held, free] = [await aUser(db), await aUser(db)];
    const [mine, theirs] = [await running(held, -1), await running(free, -1)];
    const client = await db.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT FROM users WHERE id = $1 FOR UPDATE", [held]);
      expect((await completeDueTimers(db.pool)).map(({ userId }) => userId)).toEqual([free]);
      expect(await untilNextDue(db.pool)).toBeLessThanOrEqual(0);
    } finally {
      await client.query("COMMIT");
      client.release();
    }
    expect((await completeDueTimers(db.pool)).map(({ userId }) => userId)).toEqual([held]);
    expect([(await timer(mine)).status, (await timer(theirs)).status]).toEqual(["COMPLETED", "COMPLETED"]);
  });
});

it("Timers that are not due, are paused or belong to a deleted task are left alone", async () => {
  const userId = await aUser(db);
  const later = await running(userId, 10 * MINUTE);
  const paused = await running(userId, -1);
  await db.prisma.timer.update({
    where: { id: paused.timerId },
    data: { status: "PAUSED", endsAt: null, pausedAt: new Date(), remainingMs: 5 },
  });
  await running(userId, -1, { suspended: true });
  expect(await completeDueTimers(db.pool)).toEqual([]);
  expect((await timer(later)).status).toBe("RUNNING");
  const next = await untilNextDue(db.pool);
  expect(next).toBeGreaterThan(9 * MINUTE);
  expect(next).toBeLessThanOrEqual(10 * MINUTE);
  await db.prisma.timer.deleteMany({ where: { id: later.timerId } });
  expect(await untilNextDue(db.pool)).toBeNull();
});

describe("a phase of a plan", () => {
  const SECOND = 1000;
  const plan = {
    workMs: 20 * SECOND,
    shortBreakMs: 3 * SECOND,
    longBreakMs: 10 * SECOND,
    longBreakEvery: 2,
    startsNext: true,
  };

  it("is followed by the next one at the moment it ends, up to the end of the long break", async () => {
    const userId = await aUser(db);
    await db.prisma.pomodoroPlan.create({ data: { userId, ...plan } });
    const due = await running(userId, -MINUTE, { phase: "WORK" });
    for (let turn = 0; turn < 10; turn += 1) await completeDueTimers(db.pool);
    const kept = await runs(due);
    expect(kept.map(({ phase }) => phase)).toEqual(["WORK", "SHORT_BREAK", "WORK", "LONG_BREAK"]);
    const from = due.endsAt.getTime();
    expect(kept.map(({ endedAt }) => ((endedAt?.getTime() ?? 0) - from) / SECOND)).toEqual([0, 3, 23, 33]);
    expect(await timer(due)).toMatchObject({ status: "COMPLETED", phase: "LONG_BREAK", worksDone: 2 });
    // Breaks do not count as time spent on the task.
    expect((await db.prisma.task.findUniqueOrThrow({ where: { id: due.taskId } })).ranMs).toBe(
      25 * MINUTE + 20 * SECOND,
    );
  });

  it("that ended long before the check is followed by nothing: nobody was there", async () => {
    const userId = await aUser(db);
    await db.prisma.pomodoroPlan.create({ data: { userId, ...plan } });
    const due = await running(userId, -10 * MINUTE, { phase: "WORK" });
    await completeDueTimers(db.pool);
    expect(await timer(due)).toMatchObject({ status: "COMPLETED", phase: "WORK" });
  });

  it("waits for the person if the plan does not start the next phase by itself", async () => {
    const userId = await aUser(db);
    await db.prisma.pomodoroPlan.create({ data: { userId, ...plan, startsNext: false } });
    const due = await running(userId, -1, { phase: "WORK" });
    await completeDueTimers(db.pool);
    expect(await completeDueTimers(db.pool)).toEqual([]);
    expect(await timer(due)).toMatchObject({ status: "COMPLETED", phase: "WORK" });
  });

  it("does not follow a run outside any plan", async () => {
    const userId = await aUser(db);
    await db.prisma.pomodoroPlan.create({ data: { userId, ...plan } });
    const due = await running(userId, -1);
    await completeDueTimers(db.pool);
    expect((await timer(due)).status).toBe("COMPLETED");
  });
});

describe("a faulty row in the database", () => {
  it("with an end before its start, from a clock set back in a pause, is completed all the same", async () => {
    const userId = await aUser(db);
    const due = await running(userId, -1);
    const startedAt = new Date(Date.now() + 60 * MINUTE);
    await db.prisma.timer.update({ where: { id: due.timerId }, data: { startedAt } });
    await db.prisma.timerRun.update({ where: { id: due.runId }, data: { startedAt } });
    await completeDueTimers(db.pool);
    expect(await runs(due)).toMatchObject([{ end: "COMPLETED", endedAt: startedAt, ranMs: 25 * MINUTE }]);
  });

  it("holds up no other person's timers", async () => {
    const [one, other] = [await aUser(db), await aUser(db)];
    const broken = await running(one, -2);
    const fine = await running(other, -1);
    await db.pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE check_violation; END $$`);
    await db.pool.query(`CREATE TRIGGER refuse BEFORE UPDATE ON timer_runs FOR EACH ROW
      WHEN (OLD.id = '${broken.runId}') EXECUTE FUNCTION refuse()`);
    await expect(completeDueTimers(db.pool)).rejects.toThrow();
    const faults: object[] = [];
    const log = { error: (about: object) => faults.push(about) };
    const watch = createTimerWatch(db.pool, log, () => {});
    try {
      await watch.look();
      await watch.look();
    } finally {
      await watch.stop();
      await db.pool.query("DROP TRIGGER refuse ON timer_runs; DROP FUNCTION refuse");
    }
    expect((await timer(fine)).status).toBe("COMPLETED");
    expect((await timer(broken)).status).toBe("RUNNING");
    expect(faults).toMatchObject([{ runId: broken.runId }]);
  });
});
