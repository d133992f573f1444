import { randomUUID } from "node:crypto";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TASKS } from "../../tasks/task-lists.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { beyondCursor, cursorOf, type Listing, orderOf } from "./listing.ts";

let db: TestDatabase;
let userId: string;
beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(async () => {
  ({ id: userId } = await db.prisma.user.create({ data: { id: randomUUID() } }));
});
afterAll(() => db.close());

/** The list with nulls, in both directions, and with ties in every column but the last. */
const LISTINGS: readonly Listing[] = [
  TASKS,
  { name: "reversed", columns: [{ field: "rank", kind: "float", direction: "desc" }, ...TASKS.columns] },
  {
    name: "nulls last",
    columns: [
      { field: "completedAt", kind: "instant", direction: "asc", nulls: "last" },
      { field: "version", kind: "int", direction: "desc" },
      { field: "id", kind: "uuid", direction: "desc" },
    ],
  },
  {
    name: "required",
    columns: [{ field: "createdAt", kind: "instant", direction: "desc" }, ...TASKS.columns],
  },
];

const instants = fc.constantFrom(...[0, 1, 2].map((day) => new Date(Date.UTC(2026, 5, 1 + day))));
const row = fc.record({
  id: fc.uuid(),
  completedAt: fc.option(instants),
  createdAt: instants,
  rank: fc.constantFrom(-1, 0, 0.1, 0.5, 1 / 3, 1e300, Number.MIN_VALUE),
  version: fc.integer({ min: 1, max: 2 }),
});
const rows = fc.uniqueArray(row, { maxLength: 12, selector: ({ id }) => id });

describe("pages", () => {
  it("have every row once and in order, forwards and backwards, whatever their size", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(...LISTINGS),
        fc.integer({ min: 1, max: 5 }),
        async (made, list, size) => {
          await db.prisma.task.deleteMany({ where: { userId } });
          await db.prisma.task.createMany({ data: made.map((one) => ({ ...one, userId, title: "x" })) });
          const where = { userId };
          const whole = await db.prisma.task.findMany({ where, orderBy: orderOf(list, false) });
          const read = async (side: "after" | "before") => {
            const found: typeof whole = [];
            for (;;) {
              const last = found.at(-1);
              const page = await db.prisma.task.findMany({
                where: { AND: [where, last ? beyondCursor(list, cursorOf(list, last), side) : {}] },
                orderBy: orderOf(list, side === "before"),
                take: size,
              });
              if (page.length === 0) return found;
              found.push(...page);
              expect(found.length).toBeLessThanOrEqual(whole.length);
            }
          };
          expect(whole.length).toBe(made.length);
          expect(await read("after")).toEqual(whole);
          expect(await read("before")).toEqual(whole.toReversed());
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe("a cursor", () => {
  const id = "00000000-0000-4000-8000-000000000000";
  const encoded = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  const refused = expect.objectContaining({
    message: expect.stringContaining("`after` is not a cursor of this list"),
    extensions: expect.objectContaining({ code: "BAD_USER_INPUT" }),
  });
  const reading = (cursor: string) => () => beyondCursor(TASKS, cursor, "after");

  it("says the list and the row's sort values, and nothing else", () => {
    const cursor = cursorOf(TASKS, { id, completedAt: null, rank: 0.5, title: "secret" });
    expect(Buffer.from(cursor, "base64url").toString()).toBe(`["tasks",null,0.5,"${id}"]`);
  });

  it.each([
    ["of another list", encoded("habits", null, 1, id)],
    ["with a value too few", encoded("tasks", null, 1)],
    ["with a value too many", encoded("tasks", null, 1, id, id)],
    ["without a value that each row has", encoded("tasks", null, null, id)],
    ["with a NUL", encoded("tasks", null, 1, `${id.slice(1)}\u0000`)],
    ["with an id in another form", encoded("tasks", null, 1, id.replaceAll("-", ""))],
    ["with an instant that the database cannot hold", encoded("tasks", 8e15, 1, id)],
    ["with an instant before the year 1", encoded("tasks", -8e13, 1, id)],
    ["with a number too large for any", Buffer.from(`["tasks",null,1e999,"${id}"]`).toString("base64url")],
    ["with an object for a value", encoded("tasks", null, { not: null }, id)],
    ["that is too long", encoded("tasks", null, 1, id) + " ".repeat(400)],
    ["that is no array", Buffer.from('{"0":"tasks"}').toString("base64url")],
    ["that is no JSON", "tasks"],
    ["that is empty", ""],
  ])("%s is refused", (_what, cursor) => {
    expect(reading(cursor)).toThrow(refused);
  });

  it("never reaches the database with what it cannot hold, whatever is sent", async () => {
    const values = fc.array(
      fc.oneof(fc.jsonValue(), fc.constantFrom(null, id, 0, -1, 1e300, 253_402_300_799_999)),
      {
        minLength: 3,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          values.map((some) => encoded("tasks", ...some)),
        ),
        async (cursor) => {
          let condition: object;
          try {
            condition = reading(cursor)();
          } catch (error) {
            expect(error).toEqual(refused);
            return;
          }
          await db.prisma.task.findMany({
            where: { AND: [{ userId }, condition] },
            orderBy: orderOf(TASKS, false),
          });
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
