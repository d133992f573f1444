import type { Pool } from "pg";
import type { TokenScope } from "../generated/prisma/enums.ts";
import { type Authenticate, loginScopes, type Viewer } from "../platform/viewer.ts";
import { API_TOKEN_PREFIX, apiTokenHash } from "./api-token-secret.ts";
import type { LoginTokens } from "./login-token.ts";
import { SCOPE_NAMES } from "./token-scopes.ts";

/** Origins of extension pages: a userscript manager sends its own where a page would send the page's. */
const EXTENSION_ORIGIN = /^(chrome|moz|safari-web)-extension:\/\//;

/**
 * Finds who a credential stands for, reading its auth session or token with the request, so that ending
 * one takes effect at once.
 */
export function createAuthenticate(pool: Pool, tokens: LoginTokens, now: () => number): Authenticate {
  return async ({ bearer, cookie, origin }) => {
    if (bearer?.startsWith(API_TOKEN_PREFIX)) return tokenViewer(pool, bearer, origin);
    const login = bearer ?? cookie;
    if (login === undefined) return null;
    const claims = await tokens.verify(login, now());
    return claims ? loginViewer(pool, claims.userId, claims.authSessionId) : "rejected";
  };
}

type Person = Pick<Viewer, "userId" | "kind" | "role">;

async function loginViewer(pool: Pool, userId: string, authSessionId: string): Promise<Viewer | "rejected"> {
  const { rows } = await pool.query<Person>({
    name: "login-viewer",
    text: `SELECT u.id AS "userId", u.kind, u.role FROM auth_sessions a JOIN users u ON u.id = a.user_id
      WHERE a.user_id = $1 AND a.id = $2 AND a.revoked_at IS NULL AND a.expires_at > now()`,
    values: [userId, authSessionId],
  });
  const person = rows[0];
  if (!person) return "rejected";
  return { ...person, authSessionId, apiTokenId: null, scopes: loginScopes, tokenOrigin: null };
}

interface TokenRow extends Person {
  readonly id: string;
  readonly scopes: TokenScope[];
  readonly origin: string | null;
}

async function tokenViewer(pool: Pool, secret: string, origin: string | null): Promise<Viewer | "rejected"> {
  // Use is noted to the minute: a write for every key press would double the hot path's.
  const { rows } = await pool.query<TokenRow>({
    name: "token-viewer",
    text: `
      WITH token AS (
        SELECT t.id, t.user_id, t.scopes::text[] AS scopes, t.origin, t.last_used_at FROM api_tokens t
        WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      ), used AS (
        UPDATE api_tokens t SET last_used_at = now() FROM token
        WHERE t.id = token.id AND coalesce(token.last_used_at < now() - interval '1 minute', true)
      )
      SELECT token.id, token.scopes, token.origin, u.id AS "userId", u.kind, u.role
      FROM token JOIN users u ON u.id = token.user_id`,
    values: [apiTokenHash(secret)],
  });
  const row = rows[0];
  if (!row || !originPasses(row.origin, origin)) return "rejected";
  const { id, scopes, origin: tokenOrigin, ...person } = row;
  const held = new Set(scopes.map((scope) => SCOPE_NAMES[scope]));
  return { ...person, authSessionId: null, apiTokenId: id, scopes: held, tokenOrigin };
}

/** A page must be of the token's origin; clients that are no page send none, extensions their own. */
function originPasses(tokenOrigin: string | null, origin: string | null): boolean {
  return tokenOrigin === null || origin === null || origin === tokenOrigin || EXTENSION_ORIGIN.test(origin);
}
