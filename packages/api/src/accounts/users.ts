import type { Pool } from "pg";
import type { User } from "../generated/prisma/client.ts";

const READ_USER = {
  name: "user",
  text: `SELECT id, kind, role, email, first_name AS "firstName", last_name AS "lastName", timezone,
      week_start AS "weekStart", target_ms AS "targetMs", wants_report_emails AS "wantsReportEmails",
      abandon_after_hours AS "abandonAfterHours", version, sequence, created_at AS "createdAt"
    FROM users WHERE id = $1`,
};

/**
 * A person's row as Prisma gives it. Nearly every reading begins with it, and a statement of our own costs a
 * quarter of Prisma's.
 */
export async function readUser(pool: Pool, userId: string): Promise<User | null> {
  const { rows } = await pool.query<User>({ ...READ_USER, values: [userId] });
  return rows[0] ?? null;
}
