import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aRoomContext } from "../../testing/room-context.ts";
import { type DueWork, dueWorkJob, makeDue } from "./due-work.ts";

let application: TestApplication;
let guest: Guest;
let done: string[];
let run: DueWork["run"];
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
  await application.db.prisma.dueWork.deleteMany();
  done = [];
  run = async ({ userId }) => {
    done.push(userId);
    return null;
  };
});
afterAll(() => application.close());

const WORK: DueWork = { name: "wind the clock", run: (change) => run(change) };
const doWhatIsDue = () => dueWorkJob([WORK]).run(aRoomContext(application));
const dueAt = async () => (await application.db.prisma.dueWork.findFirst())?.dueAt.getTime() ?? null;
const due = (at: number) => makeDue(application.db.prisma, guest.userId, WORK, at);

const LONG_AGO = Date.UTC(2026, 0, 1);
const FAR_AHEAD = Date.UTC(2100, 0, 1);

it("Due work is done once, and deleted when it is not due again", async () => {
  await due(LONG_AGO);
  await doWhatIsDue();
  await doWhatIsDue();
  expect(done).toEqual([guest.userId]);
  expect(await dueAt()).toBe(null);
});

it("Work that is not due yet waits", async () => {
  await due(FAR_AHEAD);
  await doWhatIsDue();
  expect(done).toEqual([]);
});

it("Work that is due again runs at its new time", async () => {
  run = async () => FAR_AHEAD;
  await due(LONG_AGO);
  await doWhatIsDue();
  expect(await dueAt()).toBe(FAR_AHEAD);
});

it("The earlier of two due times wins", async () => {
  await due(FAR_AHEAD);
  await due(LONG_AGO);
  expect(await dueAt()).toBe(LONG_AGO);
  await due(FAR_AHEAD);
  expect(await dueAt()).toBe(LONG_AGO);
});

it("Several processes that poll at the same moment do each person's work once", async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => application.aGuest()));
  for (const { userId } of people) await makeDue(application.db.prisma, userId, WORK, LONG_AGO);
  await Promise.all(Array.from({ length: 5 }, doWhatIsDue));
  expect(done.sort()).toEqual(people.map(({ userId }) => userId).sort());
});

it("Work that fails stays due, changes nothing and is retried later", async () => {
  run = async ({ transaction, userId }) => {
    done.push(userId);
    await transaction.user.update({ where: { id: userId }, data: { firstName: "Half" } });
    throw new Error("Not whole");
  };
  await due(LONG_AGO);
  await doWhatIsDue();
  await doWhatIsDue();
  expect(done).toHaveLength(1);
  expect(await application.db.prisma.dueWork.findFirst()).toMatchObject({ attempts: 1 });
  expect(await application.db.prisma.user.findFirst({ where: { firstName: "Half" } })).toBe(null);
  await application.db.pool.query("UPDATE due_work SET leased_until = now() - interval '1 second'");
  await doWhatIsDue();
  expect(done).toHaveLength(2);
});

it("No work is left of an account that was deleted while its work was due", async () => {
  await due(LONG_AGO);
  await application.db.prisma.user.delete({ where: { id: guest.userId } });
  await doWhatIsDue();
  expect(done).toEqual([]);
  expect(await dueAt()).toBe(null);
});

it("Work whose lease has expired before its turn is left to whoever leased it then", async () => {
  const people = await Promise.all([application.aGuest(), application.aGuest()]);
  for (const { userId } of people) await makeDue(application.db.prisma, userId, WORK, LONG_AGO);
  run = async ({ userId }) => {
    done.push(userId);
    await application.db.pool.query(
      "UPDATE due_work SET leased_until = now() + interval '90 seconds' WHERE user_id <> $1",
      [userId],
    );
    return null;
  };
  await doWhatIsDue();
  expect(done).toHaveLength(1);
  expect(await application.db.prisma.dueWork.count()).toBe(1);
});

it("A process that stops gives back the work that it has leased and not begun", async () => {
  const people = await Promise.all([application.aGuest(), application.aGuest(), application.aGuest()]);
  for (const { userId } of people) await makeDue(application.db.prisma, userId, WORK, LONG_AGO);
  const stopping = new AbortController();
  run = async ({ userId }) => {
    done.push(userId);
    stopping.abort();
    return null;
  };
  await dueWorkJob([WORK]).run({ ...aRoomContext(application), stopping: stopping.signal });
  expect(done).toHaveLength(1);
  expect(await application.db.prisma.dueWork.findMany()).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
  await doWhatIsDue();
  expect(done).toHaveLength(3);
});

it("Work that has failed for months is still retried within the hour", async () => {
  run = async () => {
    throw new Error("Not now");
  };
  await due(LONG_AGO);
  await application.db.pool.query("UPDATE due_work SET attempts = 5000");
  await doWhatIsDue();
  const { rows } = await application.db.pool.query(
    "SELECT extract(epoch FROM leased_until - now())::int AS wait FROM due_work",
  );
  expect(rows[0]?.wait).toBeGreaterThan(3500);
  expect(rows[0]?.wait).toBeLessThanOrEqual(3600);
});
