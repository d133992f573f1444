import type { Pool } from "pg";
import type { ApiToken, User } from "../../generated/prisma/client.ts";
import { selectList } from "../../platform/database/columns.ts";
import { withIncluded } from "../../platform/guards/scopes.ts";
import { type Authenticate, viewerByLogin } from "../../platform/viewer.ts";
import { API_TOKEN_PREFIX } from "../tokens/api-token-secret.ts";
import { USER_COLUMNS } from "../users.ts";
import type { CredentialCache, KnownCredential } from "./credential-cache.ts";
import { secretHash } from "./derived-secret.ts";
import type { LoginTokens } from "./login-token.ts";

/** Origins of extension pages: a userscript manager sends its own origin instead of the page's. */
const EXTENSION_ORIGIN = /^(chrome|moz|safari-web)-extension:\/\//;

/**
 * Finds the viewer of a credential. The credential is read from the database with each request, or cached while every
 * change of it is notified, so ending one takes effect at once.
 */
export function createAuthenticate(
  pool: Pool,
  tokens: LoginTokens,
  cache: CredentialCache,
  now: () => number,
): Authenticate {
  return async ({ bearer, cookie, origin }) => {
    const secret = bearer ?? cookie;
    if (secret === undefined) return null;
    const at = now();
    const isApiToken = bearer !== undefined && secret.startsWith(API_TOKEN_PREFIX);
    const read = () => (isApiToken ? readApiToken(pool, secret) : readLogin(pool, tokens, secret, at));
    // By kind as well: a token's text in a cookie is no login, even just after the token was used as one.
    const known = await cache.get(`${isApiToken ? "token" : "login"} ${secret}`, at, read);
    return known && originPasses(known.viewer.tokenOrigin, origin) ? known.viewer : "rejected";
  };
}

async function readLogin(
  pool: Pool,
  tokens: LoginTokens,
  secret: string,
  now: number,
): Promise<KnownCredential | null> {
  const claims = await tokens.verify(secret, now);
  if (!claims) return null;
  // Last use is recorded to the minute: a write for every key press would double the hot path's writes.
  const { userId, authSessionId, expiresAt } = claims;
  const { rows } = await pool.query<User>({
    name: "login-viewer",
    text: `
      WITH login AS (
        SELECT a.id, a.user_id, a.last_used_at FROM auth_sessions a
        WHERE a.user_id = $1 AND a.id = $2 AND a.revoked_at IS NULL AND a.expires_at > now()
      ), used AS (
        UPDATE auth_sessions a SET last_used_at = now() FROM login
        WHERE a.id = login.id AND login.last_used_at < now() - interval '1 minute'
      )
      SELECT ${USER_COLUMNS} FROM login JOIN users u ON u.id = login.user_id`,
    values: [userId, authSessionId],
  });
  const user = rows[0];
  return user ? { viewer: viewerByLogin(user, authSessionId, expiresAt), expiresAt } : null;
}

const TOKEN_COLUMNS = selectList("ApiToken", "token", ["scopes", "origin", "expiresAt"]);

type TokenRow = User & Pick<ApiToken, "scopes" | "origin" | "expiresAt"> & { readonly tokenId: string };

async function readApiToken(pool: Pool, secret: string): Promise<KnownCredential | null> {
  const { rows } = await pool.query<TokenRow>({
    name: "token-viewer",
    text: `
      WITH token AS (
        SELECT t.* FROM api_tokens t
        WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      ), used AS (
        UPDATE api_tokens t SET last_used_at = now() FROM token
        WHERE t.id = token.id AND coalesce(token.last_used_at < now() - interval '1 minute', true)
      )
      SELECT token.id AS "tokenId", ${TOKEN_COLUMNS}, ${USER_COLUMNS}
      FROM token JOIN users u ON u.id = token.user_id`,
    values: [secretHash(secret)],
  });
  const row = rows[0];
  if (!row) return null;
  const { tokenId, scopes, origin, expiresAt, ...user } = row;
  const until = expiresAt?.getTime() ?? null;
  const viewer = {
    userId: user.id,
    kind: user.kind,
    role: user.role,
    user,
    authSessionId: null,
    apiTokenId: tokenId,
    scopes: withIncluded(scopes),
    expiresAt: until,
    tokenOrigin: origin,
  };
  return { viewer, expiresAt: until };
}

/** A page must have the token's origin. Clients other than pages send none; extensions send their own. */
function originPasses(tokenOrigin: string | null, origin: string | null): boolean {
  return tokenOrigin === null || origin === null || origin === tokenOrigin || EXTENSION_ORIGIN.test(origin);
}
