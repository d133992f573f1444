import type { Pool } from "pg";
import type { Viewer } from "../platform/viewer.ts";

/** What closes sockets by their viewer: the platform's server. */
export interface SocketCloser {
  closeViewerSockets(predicate: (viewer: Viewer) => boolean): number;
}

/**
 * Closes the sockets whose login or token has ended since they were opened, wherever it was ended. Run every
 * few seconds in every process; HTTP needs no such thing, since each request reads its credential anew.
 */
export async function closeEndedSockets(pool: Pool, server: SocketCloser): Promise<void> {
  const logins = new Set<string>();
  const tokens = new Set<string>();
  server.closeViewerSockets(({ authSessionId, apiTokenId }) => {
    if (authSessionId !== null) logins.add(authSessionId);
    if (apiTokenId !== null) tokens.add(apiTokenId);
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
