import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCast } from "../../accounts/testing/isolation-cast.ts";
import { FROM_JSON, TABLES } from "../../generated/columns.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { type ModelName, overwriteList, selectList } from "./columns.ts";

const MODELS = Object.values(Prisma.ModelName);

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
  const { owner } = await aCast(application);
  // The cast leaves these tables empty.
  await owner.ask(`mutation { createTask(input: { title: "Once", idempotencyKey: "${crypto.randomUUID()}" }) {
    __typename } }`);
  await application.ask(
    `mutation { login(input: { email: "${owner.email}", password: "no" }) { __typename } }`,
  );
  const { prisma } = application.db;
  await prisma.rateCount.create({ data: { key: "ada", used: 1, resetAt: new Date() } });
  const { id } = await prisma.serverProcess.create({ data: { id: crypto.randomUUID() } });
  await prisma.connectionPlace.create({ data: { owner: "ada", place: 1, processId: id } });
});
afterAll(() => application.close());

/** All rows of a model as Prisma returns them. */
async function prismasRows(model: ModelName): Promise<object[]> {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  // Prisma has no common type for model delegates; all of them have this method.
  const delegate: { findMany(): Promise<object[]> } = Reflect.get(application.db.prisma, name);
  return delegate.findMany();
}

async function ownRows<Row extends object>(text: string): Promise<Row[]> {
  return (await application.db.pool.query<Row>(text)).rows;
}

/** Sorts both sides the same way. */
const inOrder = (rows: readonly object[]) =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe.each(MODELS)("%s", (model) => {
  const { table, columns } = TABLES[model];

  it("has the columns of its table, and no others", async () => {
    const rows = await ownRows<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = '${table}'`);
    const names = Object.values(columns).map(({ name }) => name);
    expect(names.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it("is read as Prisma reads it", async () => {
    const expected = await prismasRows(model);
    expect(expected).not.toEqual([]);
    const listed = await ownRows(`SELECT ${selectList(model, "t")} FROM ${table} t`);
    expect(inOrder(listed)).toEqual(inOrder(expected));
    const stored = await ownRows<{ row: never }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    const read: (row: never) => object = FROM_JSON[model];
    expect(inOrder(stored.map(({ row }) => read(row)))).toEqual(inOrder(expected));
  });
});

it("lists some fields of a model, by the names of their columns", () => {
  expect(selectList("Habit", "h", ["userId", "madeOn"])).toBe(
    `h."user_id" AS "userId", h."made_on"::timestamptz AS "madeOn"`,
  );
});

it("overwrites every column except the kept ones", () => {
  expect(overwriteList("HabitDay", ["user_id", "habit_id", "date"])).toBe(
    `"minutes" = excluded."minutes", "skipped" = excluded."skipped"`,
  );
});
