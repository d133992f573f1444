import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aHabit, aLog, theHabit } from "../testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
  habitId = (await aHabit(guest, "Run", { schedule: { timesAWeek: 2 } })).id;
  for (const date of ["2026-01-03", "2026-01-05", "2026-01-10", "2026-01-11"]) {
    await aLog(guest, habitId, date, 10);
  }
});
afterAll(() => application.close());

const settle = async () => {
  await application.db.pool.query("UPDATE due_work SET due_at = now() - interval '1 second'");
  await application.runJob("do what is due");
};
const best = async () => (await theHabit(guest, habitId)).streak.best;
const mark = async () => {
  const { rows } = await application.db.pool.query(
    "SELECT settled_on::text AS on, settled_week AS week, settled_best AS best FROM habits WHERE id = $1",
    [Buffer.from(habitId, "base64").toString().slice("Habit:".length)],
  );
  return rows[0];
};

it("Logging on a date long past settles a streak, and it is read from there", async () => {
  expect(await mark()).toMatchObject({ week: 1, best: 1 });
  await application.db.pool.query("UPDATE habits SET settled_best = 7 WHERE user_id = $1", [guest.userId]);
  expect(await best()).toBe(7);
});

it("Another first day of the week changes the streak at once, and it is settled again later", async () => {
  // From Saturday on, the weeks of the 3rd and of the 10th of January have two days each.
  await guest.ask("mutation { updateProfile(input: { weekStart: SATURDAY }) { __typename } }");
  expect(await best()).toBe(2);
  expect(await mark()).toMatchObject({ week: 1 });
  await application.runJob("follow the outbox");
  expect(await mark()).toMatchObject({ week: 6, best: 2 });
  expect(await best()).toBe(2);
});

it("A settled mark that is months old or missing is moved up", async () => {
  const { on, best } = await mark();
  for (const value of [null, "2026-02-01"]) {
    await application.db.pool.query(
      "UPDATE habits SET settled_on = $2, settled_best = 1 WHERE user_id = $1",
      [guest.userId, value],
    );
    await settle();
    expect(await mark()).toMatchObject({ on, best });
  }
});

it("Streaks are settled again two months later, at midnight in the person's zone", async () => {
  await guest.ask('mutation { updateProfile(input: { timezone: "Asia/Tokyo" }) { __typename } }');
  await settle();
  const { rows } = await application.db.pool.query<{ days: number; time: string }>(
    `SELECT (due_at AT TIME ZONE 'Asia/Tokyo')::date - (now() AT TIME ZONE 'Asia/Tokyo')::date AS days,
      (due_at AT TIME ZONE 'Asia/Tokyo')::time::text AS time FROM due_work WHERE user_id = $1`,
    [guest.userId],
  );
  expect(rows).toEqual([{ days: 60, time: "00:00:00" }]);
});

it("Nothing is due for a person without habits", async () => {
  await guest.ask("mutation ($id: ID!) { deleteHabit(input: { id: $id }) { __typename } }", { id: habitId });
  await settle();
  expect(await application.db.prisma.dueWork.count({ where: { userId: guest.userId } })).toBe(0);
});
