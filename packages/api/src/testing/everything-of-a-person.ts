import type { Pool } from "pg";
import { TABLES } from "../generated/columns.ts";

/** Logins, passwords and mails say nothing about a person's data; tests about those use `everyRowOf`. */
const CREDENTIALS = ["auth_sessions", "passwords", "known_devices", "audit_log", "mails", "invites"];

/** A person's rows of each table that has an owner, in the data model's order of tables. */
const partsOf = (tables: readonly string[]) =>
  tables.map(
    (table) => `'${table}', (SELECT coalesce(jsonb_agg(r ORDER BY r::text), '[]')
      FROM (SELECT to_jsonb(t) - 'last_used_at' AS r FROM "${table}" t WHERE t.user_id = u.id) o
      WHERE NOT coalesce(r ->> 'act' = ANY($2), false))`,
  );

const statement = (name: string, tables: readonly string[]) => ({
  name,
  text: `SELECT jsonb_build_object('user', to_jsonb(u), ${partsOf(tables).join(", ")})::text AS everything
    FROM users u WHERE u.id = $1`,
});

const OWNED = Object.values(TABLES).flatMap(({ table, columns }) => ("userId" in columns ? [table] : []));
const EVERY_ROW = statement("every-row-of-a-person", OWNED);
const EVERYTHING = statement(
  "everything-of-a-person",
  OWNED.filter((table) => !CREDENTIALS.includes(table)),
);

/**
 * All rows of a person's data as one text, by table: equal texts mean that nothing changed, byte for byte. Times of
 * last use are excluded.
 */
export async function everythingOf(pool: Pool, userId: string): Promise<string> {
  const { rows } = await pool.query<{ everything: string }>({ ...EVERYTHING, values: [userId, []] });
  return rows[0]?.everything ?? "";
}

/**
 * The same with every table that has an owner, credentials included.
 *
 * @param without acts whose audit log entries are excluded
 */
export async function everyRowOf(
  pool: Pool,
  userId: string,
  without: readonly string[] = [],
): Promise<string> {
  const { rows } = await pool.query<{ everything: string }>({ ...EVERY_ROW, values: [userId, without] });
  return rows[0]?.everything ?? "";
}
