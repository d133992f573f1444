import type { Pool } from "pg";
import type { User } from "../generated/prisma/client.ts";

/**
 * The columns of `users u` that make a whole row as Prisma gives it. Every request begins with one, and a
 * statement of our own costs a quarter of Prisma's.
 */
export const USER_COLUMNS = `u.id, u.kind, u.role, u.email, u.first_name AS "firstName",
  u.last_name AS "lastName", u.timezone, u.week_start AS "weekStart", u.target_ms AS "targetMs",
  u.wants_report_emails AS "wantsReportEmails", u.abandon_after_hours AS "abandonAfterHours", u.version,
  u.sequence, u.created_at AS "createdAt"`;

/** The account with an address, in whatever case; null when there is none. */
export async function userByEmail(pool: Pool, email: string): Promise<User | null> {
  const { rows } = await pool.query<User>({
    name: "user-by-email",
    text: `SELECT ${USER_COLUMNS} FROM users u WHERE lower(u.email) = lower($1)`,
    values: [email],
  });
  return rows[0] ?? null;
}
