import { fileURLToPath } from "node:url";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../packages/api/src/schema.ts";
import { sdl } from "../packages/api/src/sdl.ts";
import { aTestDatabase, type TestDatabase } from "../packages/api/src/testing/database.ts";
import { readDataModel } from "./house/data-model.ts";
import { readDatabaseModel } from "./house/database-model.ts";
import { undescribed } from "./house/descriptions.ts";
import { textOf } from "./house/walk.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the committed SDL", () => {
  it("matches what the code prints (if not: npm run generate)", () => {
    expect(textOf(root, "packages/schema/schema.graphql")).toBe(sdl);
  });

  it("has a description for every element", () => {
    expect(undescribed(schema)).toEqual([]);
  });
});

describe("the search for missing descriptions", () => {
  it("finds every kind of element without a description", () => {
    const bare = buildSchema(`
      "x" type Query { "x" a("x" b: E, c: I): U d: Int }
      "x" enum E { "x" F G }
      "x" input I { "x" j: Int k: Int }
      union U = Query
      scalar S
    `);
    expect(undescribed(bare)).toEqual(["E.G", "I.k", "Query.a(c:)", "Query.d", "S", "U"]);
  });
});

describe("the migrations", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await aTestDatabase();
  });
  afterAll(() => database.close());

  it("create the tables of the data model", async () => {
    const wanted = readDataModel(textOf(root, "prisma/schema.prisma"));
    const made = await readDatabaseModel(database.pool);
    expect(Object.keys(wanted.tables).length).toBeGreaterThan(5);
    expect(made).toEqual(wanted);
  });

  it("are compared down to each column, key and enum value", async () => {
    await database.pool.query(`
      ALTER TABLE users ADD COLUMN extra text;
      ALTER TABLE users ALTER COLUMN email SET NOT NULL;
      ALTER TABLE api_tokens DROP CONSTRAINT IF EXISTS api_tokens_user_id_fkey;
      DROP INDEX api_tokens_origin_idx;
      ALTER TYPE "Role" ADD VALUE 'GHOST'`);
    const { tables, enums } = await readDatabaseModel(database.pool);
    expect(tables.users?.columns.extra).toEqual({ type: "text", nullable: true });
    expect(tables.users?.columns.email?.nullable).toBe(false);
    expect(tables.api_tokens?.references).toEqual([]);
    expect(tables.api_tokens?.indexes).toEqual([]);
    expect(enums.Role).toContain("GHOST");
  });
});
