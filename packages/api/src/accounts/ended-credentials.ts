import type { Pool } from "pg";
import type { Viewer } from "../platform/viewer.ts";

/** What closes sockets by their viewer: the platform's server. */
export interface SocketCloser {
  closeViewerSockets(predicate: (viewer: Viewer) => boolean): number;
}

/**
 * Closes the sockets whose login or token no longer holds. Run every few seconds in every process: it finds
 * what ended by its own time, and what was ended while notifications were not heard.
 */
export async function closeEndedSockets(pool: Pool, server: SocketCloser): Promise<void> {
  await closeUnlessStanding(pool, server, () => true);
}

/** The same at once for the sockets that rest on a login, token or user with this id. */
export async function closeSocketsOf(pool: Pool, server: SocketCloser, id: string): Promise<void> {
  await closeUnlessStanding(pool, server, ({ userId, authSessionId, apiTokenId }) => {
    return id === userId || id === authSessionId || id === apiTokenId;
  });
}

async function closeUnlessStanding(
  pool: Pool,
  server: SocketCloser,
  concerns: (viewer: Viewer) => boolean,
): Promise<void> {
  const logins = new Set<string>();
  const tokens = new Set<string>();
  server.closeViewerSockets((viewer) => {
    if (!concerns(viewer)) return false;
    if (viewer.authSessionId !== null) logins.add(viewer.authSessionId);
    if (viewer.apiTokenId !== null) tokens.add(viewer.apiTokenId);
    return false;
  });
  if (logins.size + tokens.size === 0) return;
  const { rows } = await pool.query<{ id: string }>({
    name: "standing-credentials",
    text: `
      SELECT id FROM auth_sessions WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL AND expires_at > now()
      UNION ALL
      SELECT id FROM api_tokens
      WHERE id = ANY($2::uuid[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    values: [[...logins], [...tokens]],
  });
  const standing = new Set(rows.map(({ id }) => id));
  // Only those that were asked about: a socket opened meanwhile has just been checked.
  server.closeViewerSockets(({ authSessionId, apiTokenId }) => {
    const id = authSessionId ?? apiTokenId;
    return id !== null && (logins.has(id) || tokens.has(id)) && !standing.has(id);
  });
}
