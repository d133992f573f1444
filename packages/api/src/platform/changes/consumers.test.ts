import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { aRoomContext } from "../../testing/room-context.ts";
import type { RoomContext } from "../job.ts";
import { type Consumer, consumerJobs, startFollowing } from "./consumers.ts";

let application: TestApplication;
let guest: Guest;
let context: RoomContext;
/** The consumer's calls: person and change number. */
let heard: { userId: string; since: number }[];
let consume: Consumer["consume"];
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
  context = aRoomContext(application);
  heard = [];
  consume = async ({ userId }, since) => {
    heard.push({ userId, since });
    return true;
  };
  await application.db.prisma.outboxCursor.deleteMany();
  await startFollowing(application.db.prisma, guest.userId, 5, CONSUMER);
});
afterAll(() => application.close());

const CONSUMER: Consumer = {
  name: "hear",
  topics: ["task", "timer"],
  consume: (change, since) => consume(change, since),
};

const [follow, catchUp, purgeOutbox] = consumerJobs([CONSUMER]).map(
  ({ run }) =>
    () =>
      run(context),
) as [() => Promise<unknown>, () => Promise<unknown>, () => Promise<unknown>];

/** Adds an outbox entry. @param ago its age in days */
async function told(sequence: number, topic = "task", ago = 0): Promise<void> {
  const { pool } = application.db;
  await pool.query(
    `INSERT INTO outbox (user_id, sequence, topic, subject_id, created_at)
      VALUES ($1, $2, $3, $4, now() - make_interval(secs => $5 * 86400))`,
    [guest.userId, sequence, topic, randomUUID(), ago],
  );
  await pool.query("UPDATE users SET sequence = greatest(sequence, $2) WHERE id = $1", [
    guest.userId,
    sequence,
  ]);
}

const cursor = () => application.db.prisma.outboxCursor.findFirstOrThrow({ where: { userId: guest.userId } });
const entries = () => application.db.prisma.outboxEntry.count({ where: { userId: guest.userId } });

describe("A consumer", () => {
  it("processes once what changes after it starts to follow", async () => {
    await told(5);
    await follow();
    expect(heard).toEqual([]);
    await told(8);
    await follow();
    await follow();
    expect(heard).toEqual([{ userId: guest.userId, since: 5 }]);
    expect((await cursor()).sequence).toBe(9);
  });

  it("is due by the database's clock, whatever this process's clock shows", async () => {
    await application.db.prisma.outboxCursor.deleteMany();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    try {
      await startFollowing(application.db.prisma, guest.userId, 5, CONSUMER);
    } finally {
      vi.useRealTimers();
    }
    await told(6);
    await follow();
    expect(heard).toHaveLength(1);
  });

  it("receives only its own topics", async () => {
    await told(7, "habit");
    await follow();
    expect(heard).toEqual([]);
  });

  it("is called again while there is more", async () => {
    await told(6);
    consume = async (_change, since) => heard.push({ userId: "", since }) === 3;
    await follow();
    expect(heard).toHaveLength(3);
    await follow();
    expect(heard).toHaveLength(3);
  });

  it("that fails is retried with a doubling delay, and does not hold up anybody else", async () => {
    const other = await application.aGuest();
    await startFollowing(application.db.prisma, other.userId, 0, CONSUMER);
    await told(6);
    await other.ask('mutation { createTask(input: { title: "Eggs" }) { __typename } }');
    consume = async ({ userId }) => {
      heard.push({ userId, since: 0 });
      if (userId === guest.userId) throw new Error("Not now");
      return true;
    };
    await follow();
    await follow();
    expect(heard.map(({ userId }) => userId).sort()).toEqual([guest.userId, other.userId].sort());
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { rows } = await application.db.pool.query<{ wait: number }>(
        "SELECT extract(epoch FROM leased_until - now())::float8 AS wait FROM outbox_cursors WHERE user_id = $1",
        [guest.userId],
      );
      waits.push(Math.ceil(rows[0]?.wait ?? 0));
      await application.db.pool.query("UPDATE outbox_cursors SET leased_until = now() - interval '1 second'");
      await follow();
    }
    expect(waits).toEqual([2, 4, 8]);
    expect((await cursor()).sequence).toBe(5);
  });

  it("changes nothing when it fails", async () => {
    await told(6);
    consume = async ({ transaction, userId }) => {
      await transaction.user.update({ where: { id: userId }, data: { firstName: "Half" } });
      throw new Error("Not whole");
    };
    await follow();
    const user = await application.db.prisma.user.findUniqueOrThrow({ where: { id: guest.userId } });
    expect(user).toMatchObject({ firstName: "", sequence: 6 });
  });

  it("catches up with changes made while no process was polling", async () => {
    await told(6, "task", 3);
    await follow();
    expect(heard).toEqual([]);
    await catchUp();
    expect(heard).toHaveLength(1);
  });

  it("processes a change once when several processes poll at the same moment", async () => {
    await told(6);
    await Promise.all(Array.from({ length: 5 }, follow));
    expect(heard).toHaveLength(1);
  });

  it("is left to the process that leased it until the lease expires", async () => {
    await told(6);
    await application.db.pool.query("UPDATE outbox_cursors SET leased_until = now() + interval '60 seconds'");
    await follow();
    expect(heard).toEqual([]);
    await application.db.pool.query("UPDATE outbox_cursors SET leased_until = now() - interval '1 second'");
    await follow();
    expect(heard).toHaveLength(1);
  });
});

describe("The outbox", () => {
  it("keeps entries for a week, and longer when a consumer has not processed them", async () => {
    await told(3, "task", 8);
    await told(6, "task", 8);
    await told(7, "habit", 8);
    await told(8, "task", 6);
    await purgeOutbox();
    const left = await application.db.prisma.outboxEntry.findMany({ where: { userId: guest.userId } });
    expect(left.map(({ sequence }) => sequence)).toEqual([6, 8]);
    await catchUp();
    await purgeOutbox();
    expect(await entries()).toBe(1);
  });

  it("waits 30 days for a consumer, and logs an error when it gives up", async () => {
    const errors: string[] = [];
    context = aRoomContext(application, { error: (_facts: object, text: string) => errors.push(text) });
    await told(6, "task", 29);
    await purgeOutbox();
    expect(await entries()).toBe(1);
    expect(errors).toEqual([]);
    await told(7, "task", 31);
    await purgeOutbox();
    expect(await entries()).toBe(1);
    expect(errors).toEqual(["Purged changes that a consumer had not processed"]);
  });
});
