import type { Pool } from "pg";

/**
 * Forgets guests with everything they have, 30 days after their last use: no login of theirs holds any more,
 * and no token was used since. @returns how many
 */
export async function forgetGuests(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(`
    DELETE FROM users u WHERE u.kind = 'GUEST' AND u.created_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT FROM auth_sessions a
        WHERE a.user_id = u.id AND a.revoked_at IS NULL AND a.expires_at > now())
      AND NOT EXISTS (SELECT FROM api_tokens t
        WHERE t.user_id = u.id AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
          AND coalesce(t.last_used_at, t.created_at) > now() - interval '30 days')`);
  return rowCount ?? 0;
}

/** Forgets logins that ended more than 30 days ago. */
export async function forgetEndedLogins(pool: Pool): Promise<void> {
  await pool.query(
    "DELETE FROM auth_sessions WHERE least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'",
  );
}
