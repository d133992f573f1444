import { randomUUID } from "node:crypto";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OPEN_TASKS } from "../../tasks/task-order.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { lastRank, rankAt, spread } from "./ranks.ts";

let db: TestDatabase;
let userId: string;
beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(async () => {
  ({ id: userId } = await db.prisma.user.create({ data: { id: randomUUID() } }));
});
afterAll(() => db.close());

const change = () => ({ transaction: db.prisma, userId });

async function add(): Promise<string> {
  const id = randomUUID();
  const rank = await lastRank(change(), OPEN_TASKS);
  await db.prisma.task.create({ data: { id, userId, title: "x", rank, createdAt: new Date() } });
  return id;
}

async function move(id: string, position: number): Promise<boolean> {
  const rank = await rankAt(change(), OPEN_TASKS, id, position);
  if (rank !== null) await db.prisma.task.update({ where: { id }, data: { rank } });
  return rank !== null;
}

const setCompleted = (id: string, isCompleted: boolean) =>
  db.prisma.task.update({ where: { id }, data: { completedAt: isCompleted ? new Date() : null } });

async function order(where: object = { completedAt: null }): Promise<string[]> {
  const rows = await db.prisma.task.findMany({
    where: { userId, ...where },
    orderBy: [{ rank: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id }) => id);
}

const places = fc.integer({ min: 0, max: 7 });

describe("an order by ranks", () => {
  it("is the one that a list of positions would have, after any moves", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(places, places), { maxLength: 15 }), async (moves) => {
        await db.prisma.task.deleteMany({ where: { userId } });
        let model: string[] = [];
        for (let made = 0; made < 6; made++) model.push(await add());
        for (const [from, to] of moves) {
          const id = model[from % 6] ?? "";
          const others = model.filter((one) => one !== id);
          const after = others.toSpliced(to, 0, id);
          expect(await move(id, to)).toBe(after.join() !== model.join());
          model = after;
          expect(await order()).toEqual(model);
        }
      }),
      { numRuns: runs(25) },
    );
  });

  it("stays right when a place is halved until no rank fits, also of rows that are out of the list", async () => {
    const [first, , third, last] = [await add(), await add(), await add(), await add()];
    await setCompleted(third, true);
    const all = async () => (await order({})).filter((id) => id !== last);
    const before = await all();
    let [one, other] = [last, await add()];
    for (let count = 0; count < 120; count++) {
      // The second place, again and again: each time half as far from the first.
      await move(one, 1);
      expect((await order()).slice(0, 2)).toEqual([first, one]);
      [one, other] = [other, one];
    }
    expect((await all()).filter((id) => before.includes(id))).toEqual(before);
    await setCompleted(third, false);
    expect((await order()).at(-1)).toBe(third);
  });

  it("changes no other row on a move", async () => {
    const ids = [await add(), await add(), await add()];
    const others = () => db.prisma.task.findMany({ where: { userId, id: { not: ids[2] ?? "" } } });
    const before = await others();
    await move(ids[2] ?? "", 0);
    expect(await others()).toEqual(before);
  });

  it("gives equal ranks room between them", async () => {
    const ids = [await add(), await add(), await add()];
    await db.prisma.task.updateMany({ where: { userId }, data: { rank: 1 } });
    const [one, two, three] = [...ids].sort();
    await move(three ?? "", 1);
    expect(await order()).toEqual([one, three, two]);
  });

  it("is kept when all are numbered anew from a rank on", async () => {
    const ids = [await add(), await add(), await add()];
    await move(ids[2] ?? "", 1);
    await spread(change(), OPEN_TASKS, 41);
    expect(await order()).toEqual([ids[0], ids[2], ids[1]]);
    expect(await lastRank(change(), OPEN_TASKS)).toBe(44);
  });
});
