import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";

let application: TestApplication;
let mine: PersonWhoTracked;
let theirs: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  mine = await aPersonWhoTracked(application, Date.now());
  theirs = await aPersonWhoTracked(application, Date.now());
  for (const { guest } of [mine, theirs]) bare.set(guest.userId, await bareThings(guest.userId));
});
afterAll(() => application.close());

/** By owner: a task without a timer and a habit without links, as parents for another child. */
const bare = new Map<string, Values>();

async function bareThings(userId: string): Promise<Values> {
  const id = "overlay(gen_random_uuid()::text placing 'ffffffff' from 1)::uuid";
  const { rows } = await application.db.pool.query<{ task_id: string; habit_id: string }>(
    `WITH task AS (
       INSERT INTO tasks (id, user_id, title, rank, created_at)
       VALUES (${id}, $1, 'Bare', 1, now()) RETURNING id
     ), habit AS (
       INSERT INTO habits (id, user_id, name, name_key, colour, weekdays, rank, made_on, created_at)
       VALUES (${id}, $1, 'Bare', 'bare', 'TEAL', '{1,2,3,4,5,6,7}', 1, current_date, now()) RETURNING id
     )
     SELECT task.id AS task_id, habit.id AS habit_id FROM task, habit`,
    [userId],
  );
  return rows[0] ?? {};
}

/** A composite foreign key: which of the child's columns reference which of the parent's. */
interface CompositeKey {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: string[];
  readonly parents: string[];
}

const COMPOSITE_KEYS = `
  SELECT c.conname AS name, c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n)
      JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS parents
  FROM pg_constraint c WHERE c.contype = 'f' AND cardinality(c.conkey) > 1
    AND c.connamespace = 'public'::regnamespace ORDER BY c.conname`;

const compositeKeys = async () => (await application.db.pool.query<CompositeKey>(COMPOSITE_KEYS)).rows;

type Values = Record<string, unknown>;

/** Runs in a transaction that is rolled back. */
async function inVain<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await application.db.pool.connect();
  try {
    await client.query("BEGIN");
    // Some keys are deferred until the commit, which never comes.
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    return await work(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** Values that keep a copied row from violating a unique index, besides those of the key. */
async function freshValues(
  client: PoolClient,
  { child, columns }: CompositeKey,
  row: Values,
  owner: string,
): Promise<Values> {
  const { rows } = await client.query<{ column: string; type: string }>(
    `SELECT DISTINCT a.attname AS column, a.atttypid::regtype::text AS type FROM pg_index i
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisunique`,
    [child],
  );
  const ofType: Values = { uuid: crypto.randomUUID(), text: crypto.randomUUID(), integer: 1_000_000 };
  const fresh: Values = {};
  for (const { column, type } of rows) {
    // Nulls are distinct in a unique index.
    if (columns.includes(column) || row[column] === null) continue;
    // A task may have one timer, one active run, and one link to a habit.
    fresh[column] = bare.get(owner)?.[column] ?? ofType[type] ?? row[column];
  }
  return fresh;
}

/** Copies one person's child row, but references another person's parent. @returns the database's error */
async function tie(
  key: CompositeKey,
  childOf: string,
  parentOf: string,
): Promise<{ code?: string; constraint?: string }> {
  return inVain(async (client) => {
    const one = async (table: string, userId: string) =>
      (
        await client.query(
          `SELECT to_jsonb(t) AS row FROM ${table} t WHERE user_id = $1
           ORDER BY to_jsonb(t) ->> 'id' DESC LIMIT 1`,
          [userId],
        )
      ).rows[0]?.row as Values;
    const [row, parent] = [await one(key.child, childOf), await one(key.parent, parentOf)];
    const tied: Values = {};
    for (const [index, column] of key.columns.entries()) {
      // The child keeps its owner; only its parent changes.
      if (column !== "user_id") tied[column] = parent[key.parents[index] ?? ""];
    }
    const copy = { ...row, ...(await freshValues(client, key, row, childOf)), ...tied };
    const insert = `INSERT INTO ${key.child} SELECT (jsonb_populate_record(NULL::${key.child}, $1)).*`;
    return client.query(insert, [JSON.stringify(copy)]).then(
      () => ({}),
      (error: { code: string; constraint: string }) => ({ code: error.code, constraint: error.constraint }),
    );
  });
}

describe("a child of one person and a parent of another", () => {
  it("are kept apart by a foreign key wherever one owned row references another", async () => {
    const { rows } = await application.db.pool.query(
      `SELECT c.conname FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
         AND c.confrelid <> 'users'::regclass
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attname = 'user_id')
         AND NOT EXISTS (SELECT FROM pg_attribute a
           WHERE a.attrelid = c.conrelid AND a.attname = 'user_id' AND a.attnum = ANY(c.conkey))`,
    );
    expect(rows).toEqual([]);
    const children = (await compositeKeys()).map(({ child }) => child);
    expect(children).toEqual(expect.arrayContaining(["questions", "tracker_events", "habit_days"]));
  });

  it("cannot be tied together by any foreign key", async () => {
    const [me, them] = [mine.guest.userId, theirs.guest.userId];
    for (const key of await compositeKeys()) {
      expect(key.columns).toContain("user_id");
      expect(await tie(key, me, them), `${key.child} on ${key.parent}`).toEqual({
        code: "23503",
        constraint: key.name,
      });
      // The same row with a parent of its own owner works: only the owner was refused.
      expect(await tie(key, me, me), `${key.child} on its own ${key.parent}`).toEqual({});
    }
  });
});

/** Owned tables whose rows are not deleted with the owner, by their own key or through a required parent. */
const ORPHANS = `
  WITH RECURSIVE gone AS (
    SELECT 'users'::regclass::oid AS name
    UNION
    SELECT c.conrelid FROM pg_constraint c JOIN gone ON c.confrelid = gone.name
    WHERE c.contype = 'f' AND c.confdeltype = 'c'
      AND EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = c.conrelid AND a.attname = 'user_id' AND a.attnum = ANY(c.conkey))
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname <> 'user_id'
        AND a.attnum = ANY(c.conkey) AND NOT a.attnotnull)
  )
  SELECT t.relname AS name FROM pg_class t
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'user_id' AND NOT a.attisdropped
  WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.oid NOT IN (SELECT name FROM gone)`;

describe("every table with an owner", () => {
  it("deletes its rows with the owner", async () => {
    expect((await application.db.pool.query(ORPHANS)).rows).toEqual([]);
  });

  it("is found, even when it is added without the foreign key", async () => {
    const found = await inVain(async (client) => {
      await client.query("CREATE TABLE forgotten (user_id uuid NOT NULL)");
      await client.query("CREATE TABLE kept (user_id uuid NOT NULL REFERENCES users (id))");
      await client.query(
        `CREATE TABLE loose (user_id uuid NOT NULL, habit_id uuid,
          FOREIGN KEY (user_id, habit_id) REFERENCES habits (user_id, id) ON DELETE CASCADE)`,
      );
      return (await client.query(ORPHANS)).rows;
    });
    expect(found.map(({ name }) => name).sort()).toEqual(["forgotten", "kept", "loose"]);
  });
});
