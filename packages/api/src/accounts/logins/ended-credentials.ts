import type { Pool } from "pg";
import type { Viewer } from "../../platform/viewer.ts";

/** What closes sockets by their viewer: the platform's server. */
export interface SocketCloser {
  closeViewerSockets(predicate: (viewer: Viewer) => boolean): number;
}

/**
 * Closes the sockets whose login or token is no longer valid. Runs every few seconds in every process: it finds
 * credentials that expired, and those that ended while notifications did not arrive.
 */
export async function closeEndedSockets(pool: Pool, server: SocketCloser): Promise<void> {
  await closeUnlessActive(pool, server, () => true);
}

/** The same, at once, for the sockets of the login, token or user with this id. */
export async function closeSocketsOf(pool: Pool, server: SocketCloser, id: string): Promise<void> {
  await closeUnlessActive(pool, server, ({ userId, authSessionId, apiTokenId }) => {
    return id === userId || id === authSessionId || id === apiTokenId;
  });
}

async function closeUnlessActive(
  pool: Pool,
  server: SocketCloser,
  concerns: (viewer: Viewer) => boolean,
): Promise<void> {
  const asked = new Map<string, string>();
  server.closeViewerSockets((viewer) => {
    const id = viewer.authSessionId ?? viewer.apiTokenId;
    if (id !== null && concerns(viewer)) asked.set(id, viewer.userId);
    return false;
  });
  if (asked.size === 0) return;
  const { rows } = await pool.query<{ id: string; userId: string }>({
    name: "active-credentials",
    text: `
      SELECT id, user_id AS "userId" FROM auth_sessions
      WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL AND expires_at > now()
      UNION ALL
      SELECT id, user_id FROM api_tokens
      WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    values: [[...asked.keys()]],
  });
  const active = new Map(rows.map(({ id, userId }) => [id, userId]));
  // Only the credentials checked above: a socket opened meanwhile has just been checked. A token that a guest brought
  // into an account now belongs to another user; its socket closes and must reconnect as that user.
  server.closeViewerSockets(({ authSessionId, apiTokenId, userId }) => {
    const id = authSessionId ?? apiTokenId;
    return id !== null && asked.has(id) && active.get(id) !== userId;
  });
}
