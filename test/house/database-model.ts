import type { TestDatabase } from "../../packages/api/src/testing/database.ts";
import type { DataModel, Table } from "./data-model.ts";

/**
 * The actual model of a database as a `DataModel`, without Prisma's own table. Partial indexes are left out:
 * Prisma cannot express them, so migrations may add them.
 */
export async function readDatabaseModel(pool: TestDatabase["pool"]): Promise<DataModel> {
  const tables: Record<string, Table> = {};
  const tableOf = (name: string) => {
    tables[name] ??= { columns: {}, uniques: [], indexes: [], references: [] };
    return tables[name];
  };
  for (const { table, column, type, nullable } of await rowsOf(pool, columnsSql)) {
    tableOf(String(table)).columns[String(column)] = { type: String(type), nullable: nullable === true };
  }
  for (const { table, columns, unique } of await rowsOf(pool, indexesSql)) {
    tableOf(String(table))[unique === true ? "uniques" : "indexes"].push(String(columns));
  }
  for (const { table, reference } of await rowsOf(pool, referencesSql)) {
    tableOf(String(table)).references.push(String(reference));
  }
  for (const table of Object.values(tables)) {
    for (const list of [table.uniques, table.indexes, table.references]) list.sort();
  }
  const enums = (await rowsOf(pool, enumsSql)).map(({ name, values }) => [
    String(name),
    String(values).split(","),
  ]);
  return { tables, enums: Object.fromEntries(enums) };
}

async function rowsOf(pool: TestDatabase["pool"], sql: string): Promise<Record<string, unknown>[]> {
  return (await pool.query<Record<string, unknown>>(sql)).rows;
}

const ownTables = `c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'`;

const columnsSql = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
    -- Prisma has no nullable lists, but creates list columns without NOT NULL.
    NOT a.attnotnull AS nullable
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE ${ownTables}`;

const indexesSql = `
  SELECT c.relname AS table, i.indisunique AS unique,
    (SELECT string_agg(a.attname, ',' ORDER BY k.position)
     FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum) AS columns
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
  WHERE ${ownTables} AND i.indpred IS NULL`;

const referencesSql = `
  SELECT c.relname AS table, format('%s -> %s(%s) on delete %s',
    (SELECT string_agg(a.attname, ',' ORDER BY k.position)
     FROM unnest(f.conkey) WITH ORDINALITY AS k (attnum, position)
     JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum),
    t.relname,
    (SELECT string_agg(a.attname, ',' ORDER BY k.position)
     FROM unnest(f.confkey) WITH ORDINALITY AS k (attnum, position)
     JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum),
    CASE f.confdeltype WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' WHEN 'n' THEN 'set null'
      WHEN 'd' THEN 'set default' ELSE 'no action' END) AS reference
  FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
  WHERE ${ownTables} AND f.contype = 'f'`;

const enumsSql = `
  SELECT t.typname AS name, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) AS values
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
  WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`;
