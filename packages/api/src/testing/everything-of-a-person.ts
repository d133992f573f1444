import type { Pool } from "pg";
import { TABLES } from "../generated/columns.ts";

/** Whose logins, passwords and mails they are says nothing of what a person has; tests that are about those ask more. */
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
 * Every row of what a person has as one text, by their tables: equal texts mean that nothing changed, byte for byte.
 * When something was last used is left out.
 */
export async function everythingOf(pool: Pool, userId: string): Promise<string> {
  const { rows } = await pool.query<{ everything: string }>({ ...EVERYTHING, values: [userId, []] });
  return rows[0]?.everything ?? "";
}

/**
 * The same with every table that has an owner, so what lets them log in too.
 *
 * @param without acts whose entries in the audit log are left out
 */
export async function everyRowOf(
  pool: Pool,
  userId: string,
  without: readonly string[] = [],
): Promise<string> {
  const { rows } = await pool.query<{ everything: string }>({ ...EVERY_ROW, values: [userId, without] });
  return rows[0]?.everything ?? "";
}
