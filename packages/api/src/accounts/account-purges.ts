import type { Purge } from "../platform/changes/purge.ts";

/**
 * Guests are deleted with all their data 30 days after their last use: no login of theirs is valid any more, and no
 * token has been used since.
 */
export const GUESTS: Purge = {
  name: "guests",
  table: "users",
  age: "created_at",
  days: 1,
  condition: `users.kind = 'GUEST'
    AND NOT EXISTS (SELECT FROM auth_sessions a
      WHERE a.user_id = users.id AND a.revoked_at IS NULL AND a.expires_at > now())
    AND NOT EXISTS (SELECT FROM api_tokens t
      WHERE t.user_id = users.id AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
        AND coalesce(t.last_used_at, t.created_at) > now() - interval '30 days')`,
};

/** Logins that ended more than 30 days ago. */
export const ENDED_LOGINS: Purge = {
  name: "ended logins",
  table: "auth_sessions",
  age: "least(expires_at, coalesce(revoked_at, expires_at))",
  days: 30,
};
