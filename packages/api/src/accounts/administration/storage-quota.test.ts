import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { askHabit } from "../../habits/testing/habit-requests.ts";
import { askTask, askTimer } from "../../tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { anAccount, login } from "../testing/accounts.ts";

const QUOTA = 30_000;
const CREATE = `mutation ($input: CreateTaskInput!) { createTask(input: $input) { __typename
  ... on CreateTaskPayload { task { id } } ... on QuotaExceeded { limitBytes message } } }`;
const DELETE = "mutation ($id: ID!) { deleteTask(input: { id: $id }) { __typename } }";
const PRESS = "mutation { recordEvent(input: { type: NEXT }) { __typename } }";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication({ GUEST_QUOTA_BYTES: `${QUOTA}` });
});
beforeEach(() => {
  application.clock.at = null;
});
afterAll(() => application.close());

/** A text that cannot be compressed, so that it is measured as it was counted. */
const longText = () => randomBytes(2000).toString("hex");

const write = async (guest: Pick<Guest, "ask">) => {
  const { data } = await guest.ask(CREATE, { input: { title: "Long", description: longText() } });
  return data.createTask;
};
const storedBy = async (id: string) =>
  (await application.db.prisma.user.findUniqueOrThrow({ where: { id } })).storedBytes;

/** Lets a person write until they are refused. @returns the answers, the refusal last */
async function writeUntilRefused(guest: Guest) {
  const answers = [];
  for (let time = 0; time < 20; time += 1) {
    answers.push(await write(guest));
    if (answers.at(-1).__typename !== "CreateTaskPayload") break;
  }
  return answers;
}

it("a guest stores as much as a guest may, and nothing more; others are not concerned", async () => {
  const guest = await application.aGuest();
  const answers = await writeUntilRefused(guest);
  expect(answers.at(-1)).toMatchObject({ __typename: "QuotaExceeded", limitBytes: QUOTA });
  expect(answers.length).toBeGreaterThan(3);
  expect(await application.db.prisma.task.count({ where: { userId: guest.userId } })).toBe(
    answers.length - 1,
  );
  expect(await storedBy(guest.userId)).toBeLessThan(2 * QUOTA);
  for (const other of [await application.aGuest(), await anAccount(application)])
    expect((await write(other)).__typename).toBe("CreateTaskPayload");
  await application.db.pool.query("UPDATE users SET stored_bytes = $2 WHERE id = $1", [guest.userId, QUOTA]);
  // The credential's cached row is read again after half a minute.
  application.clock.at = Date.now() + 40_000;
  expect((await guest.ask(PRESS)).data.recordEvent.__typename).toBe("QuotaExceeded");
});

it("whoever may store nothing more can delete, and has room again when it is measured by night", async () => {
  const guest = await application.aGuest();
  const answers = await writeUntilRefused(guest);
  for (const { task } of answers.slice(0, -1)) {
    const { data } = await guest.ask(DELETE, { id: task.id });
    expect(data.deleteTask.__typename).toBe("DeleteTaskPayload");
  }
  await application.runJob("measure the largest users");
  expect((await write(guest)).__typename, "what can be restored still takes room").toBe("QuotaExceeded");
  const { pool } = application.db;
  await pool.query("UPDATE tasks SET deleted_at = now() - interval '31 days' WHERE user_id = $1", [
    guest.userId,
  ]);
  await application.runJob("purge by night");
  await application.runJob("measure the largest users");
  expect((await write(guest)).__typename).toBe("CreateTaskPayload");
});

it("is measured by night for whoever comes near their limit, however many store more than a guest may", async () => {
  const guest = await application.aGuest();
  await application.db.pool.query(
    `INSERT INTO users (id, kind, stored_bytes)
      SELECT gen_random_uuid(), 'REGISTERED', 7e8 FROM generate_series(1, 101)`,
  );
  await application.db.pool.query("UPDATE users SET stored_bytes = $2 WHERE id = $1", [guest.userId, QUOTA]);
  await application.runJob("measure the largest users");
  expect(await storedBy(guest.userId)).toBeLessThan(QUOTA);
});

it("whoever may store nothing more can finish what is there: stop timers and stopwatches, complete, move", async () => {
  const guest = await application.aGuest();
  const { task } = await write(guest);
  const { habit } = await askHabit(guest, "createHabit", { name: "Reading" });
  const start = await askTimer(guest, "startTimer", task.id, { seconds: 60 });
  expect(start.__typename).toBe("StartTimerPayload");
  await askHabit(guest, "startHabitStopwatch", { habitId: habit.id });
  await application.db.pool.query("UPDATE users SET stored_bytes = $2 WHERE id = $1", [guest.userId, QUOTA]);
  const answers = [
    await askTimer(guest, "pauseTimer", task.id),
    await askTimer(guest, "stopTimer", task.id),
    await askHabit(guest, "stopHabitStopwatch", { habitId: habit.id }),
    await askTask(guest, "updateTask", { id: task.id, completed: true }),
  ];
  expect(answers.map(({ __typename }) => __typename)).toEqual([
    "PauseTimerPayload",
    "StopTimerPayload",
    "StopHabitStopwatchPayload",
    "UpdateTaskPayload",
  ]);
  expect(await askTask(guest, "updateTask", { id: task.id, description: longText() })).toMatchObject({
    __typename: "QuotaExceeded",
  });
});

it("what a press stores is counted in the statement that stores it", async () => {
  const guest = await application.aGuest();
  const before = await storedBy(guest.userId);
  await guest.ask(PRESS);
  expect(await storedBy(guest.userId)).toBe(before + 1000);
});

it("a guest who logs in brings along what they have stored", async () => {
  const account = await anAccount(application);
  const guest = await application.aGuest();
  await write(guest);
  const brought = await storedBy(guest.userId);
  await login(application, { email: account.email }, { authorization: `Bearer ${guest.accessToken}` });
  expect(brought).toBeGreaterThan(4000);
  expect(await storedBy(account.userId)).toBeGreaterThanOrEqual(brought);
});

it("the strangers of one network store only so much in an hour, however many guests they are", async () => {
  const limited = await aTestApplication({ STRANGERS_BYTES_PER_HOUR: "40000", RATE_LIMIT_FACTOR: "1" });
  try {
    let refused = null;
    for (let time = 0; time < 20 && refused === null; time += 1) {
      const guest = await limited.aGuest();
      const { errors } = await guest.ask(CREATE, { input: { title: "Long", description: "x".repeat(4000) } });
      refused = errors[0] ?? null;
    }
    expect(refused?.extensions).toMatchObject({ code: "RATE_LIMITED" });
    expect(refused?.extensions.retryAfterSeconds).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});
