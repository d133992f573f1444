import type { Pool } from "pg";
import type { WorkSession } from "../generated/prisma/client.ts";
import { endOf, sessionModel } from "./session-model.ts";
import type { SessionRow } from "./session-row.ts";

/**
 * The person's active session at `now` (epoch ms); null when none is, also when it counts as abandoned but the sweeper
 * has not marked it yet.
 */
export async function activeSession(pool: Pool, userId: string, now: number): Promise<WorkSession | null> {
  const { rows } = await pool.query<{ session: SessionRow }>({
    name: "tracking-active-session",
    text: "SELECT to_jsonb(s) AS session FROM work_sessions s WHERE s.user_id = $1 AND s.is_current",
    values: [userId],
  });
  const session = rows[0] && sessionModel(rows[0].session);
  return session && endOf(session, now) === null ? session : null;
}
