import type { User } from "../generated/prisma/client.ts";
import { SCOPES, type Scope } from "./guards/scopes.ts";

/** The scopes of a login: all. */
const loginScopes: ReadonlySet<Scope> = new Set(SCOPES);

/** The sender of a request. Null instead of a viewer means a visitor. */
export interface Viewer {
  userId: string;
  /**
   * The user's row as of the credential's last read. It is read again after every change, except changes of `sequence`
   * and `storedBytes`, which grow with everything the user does.
   */
  user: User;
  kind: "GUEST" | "REGISTERED";
  role: "USER" | "ADMIN";
  /** The login's session; null for a personal access token. */
  authSessionId: string | null;
  /** The personal access token; null for a login. */
  apiTokenId: string | null;
  /** What the credential allows: everything for a login; for a token, its scopes with those that they include. */
  scopes: ReadonlySet<Scope>;
  /** When the credential expires unless it is renewed, epoch milliseconds; null: never. */
  expiresAt: number | null;
  /** The only origin whose pages may use the token; null for a login, and for a token without one. */
  tokenOrigin: string | null;
}

/** The viewer of a login, which holds every scope. @param expiresAt epoch milliseconds */
export function viewerByLogin(user: User, authSessionId: string, expiresAt: number | null): Viewer {
  const { id: userId, kind, role } = user;
  return {
    userId,
    kind,
    role,
    user,
    authSessionId,
    apiTokenId: null,
    scopes: loginScopes,
    expiresAt,
    tokenOrigin: null,
  };
}

/** The credentials of a request. Never both: with a bearer token, cookies are not read. */
export interface Credentials {
  bearer?: string;
  /** The value of the session cookie. */
  cookie?: string;
  /** The request's Origin; null when it has none. */
  origin: string | null;
  /** The client's address. */
  address: string;
}

/**
 * Finds the viewer. Null: a visitor. `rejected`: the credential is unknown, expired, revoked, or used from the wrong
 * origin. Throws only on faults.
 */
export type Authenticate = (credentials: Credentials) => Promise<Viewer | null | "rejected">;

/** True when the viewer is signed in and holds the scope. */
export function holdsScope(viewer: Viewer | null, scope: Scope): boolean {
  return viewer?.scopes.has(scope) ?? false;
}
