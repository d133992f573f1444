import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createPubSub } from "../../platform/streams/pubsub.ts";
import { createTicker } from "../../platform/streams/ticker.ts";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { timersChanged } from "../task-topics.ts";
import { askTimer, aTask } from "../testing/task-requests.ts";
import { timerTicks } from "./timer-ticks.ts";

let application: TestApplication;
let guest: Guest;
let taskId: string;
let id: string;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
  ({ id } = await aTask(guest, "Laundry", 600));
  taskId = Buffer.from(id, "base64").toString().slice("Task:".length);
});
afterAll(() => application.close());

/** A server's parts for one test, so that it can see what they hold. */
function parts(shift = 0) {
  const now = () => Date.now() + shift;
  return { db: application.db, now, pubsub: createPubSub(), ticker: createTicker(now) };
}
const tell = ({ pubsub }: ReturnType<typeof parts>) =>
  pubsub.publish(timersChanged(guest.userId), "timer", "changed");

/** Moves the timer's end to `ms` milliseconds from now, as time would. */
const endIn = (ms: number) =>
  application.db.pool.query(
    `UPDATE timers SET ends_at = clock_timestamp() + make_interval(secs => $2) WHERE user_id = $1`,
    [guest.userId, ms / 1000],
  );

it("A client that leaves during a read leaves nothing behind", async () => {
  const server = parts();
  const stream = await timerTicks(server, guest.userId, taskId);
  await askTimer(guest, "startTimer", id);
  tell(server);
  await stream.return();
  await vi.waitFor(() => expect(application.db.pool.idleCount).toBe(application.db.pool.totalCount));
  // Once a later read is done, the pending one is done too.
  await (await timerTicks(server, guest.userId, taskId)).return();
  expect(server.ticker.size).toBe(0);
  expect(server.pubsub.size).toBe(0);
});

it("The last tick is what is stored, however late the end is checked", async () => {
  const server = parts();
  await askTimer(guest, "startTimer", id);
  const client = await application.db.pool.connect();
  await client.query("BEGIN");
  // An extension that has locked the person's row when the end comes, and commits after it.
  await client.query("SELECT FROM users WHERE id = $1 FOR UPDATE", [guest.userId]);
  await endIn(700);
  const stream = await timerTicks(server, guest.userId, taskId);
  expect((await stream.next()).value.status).toBe("RUNNING");
  await vi.waitFor(async () => {
    const { rows } = await application.db.pool.query(
      "SELECT ends_at < clock_timestamp() - interval '400 ms' AS past FROM timers WHERE user_id = $1",
      [guest.userId],
    );
    expect(rows[0]?.past).toBe(true);
  }, 10_000);
  await client.query(
    "UPDATE timers SET ends_at = clock_timestamp() + interval '5 minutes' WHERE user_id = $1",
    [guest.userId],
  );
  await client.query("COMMIT");
  client.release();
  tell(server);
  await vi.waitFor(async () => {
    const { value } = await stream.next();
    expect(value).toMatchObject({ status: "RUNNING" });
    expect(value.remainingMs).toBeGreaterThan(200_000);
  }, 10_000);
  await askTimer(guest, "stopTimer", id);
  await askTimer(guest, "resetTimer", id);
  tell(server);
  await vi.waitFor(async () => expect((await stream.next()).value?.status).toBe("STOPPED"), 10_000);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it("A timer that completed and was reset before the next read ends with COMPLETED", async () => {
  const server = parts();
  await askTimer(guest, "startTimer", id, { seconds: 1 });
  const stream = await timerTicks(server, guest.userId, taskId);
  await vi.waitFor(async () => {
    expect((await askTimer(guest, "resetTimer", id)).__typename).toBe("ResetTimerPayload");
  }, 15_000);
  tell(server);
  await vi.waitFor(async () => expect((await stream.next()).value.status).toBe("COMPLETED"), 10_000);
});

it.each([-3_600_000, 48 * 3_600_000])(
  "A process whose clock is wrong by %i ms ends no stream early",
  async (shift) => {
    const server = parts(shift);
    await askTimer(guest, "startTimer", id);
    const stream = await timerTicks(server, guest.userId, taskId);
    for (let second = 0; second < 2; second += 1) {
      tell(server);
      const next = await Promise.race([stream.next(), new Promise((done) => setTimeout(done, 1_200, null))]);
      if (next !== null) expect(next).toMatchObject({ done: false, value: { status: "RUNNING" } });
    }
    await stream.return();
    expect(server.ticker.size).toBe(0);
  },
);
