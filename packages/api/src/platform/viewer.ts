import type { User } from "../generated/prisma/client.ts";
import { includesScope, SCOPES, type Scope } from "./scopes.ts";

/** The scopes of a login, a person at their own screen: all. */
const loginScopes: ReadonlySet<Scope> = new Set(SCOPES.map(({ name }) => name));

/** Who asks. Null instead of a viewer means a visitor. */
export interface Viewer {
  userId: string;
  /**
   * Their row, as old as the credential's reading: renewed at every change but those of `sequence`, which
   * grows with everything they do.
   */
  user: User;
  kind: "GUEST" | "REGISTERED";
  role: "USER" | "ADMIN";
  /** The login's session; null for a personal access token. */
  authSessionId: string | null;
  /** The personal access token; null for a login. */
  apiTokenId: string | null;
  /** What the credential allows. A login holds all of them; a token those it was made with. */
  scopes: ReadonlySet<Scope>;
  /** The only origin whose pages may use the token; null: any, or a login. */
  tokenOrigin: string | null;
}

/** Who a login stands for: it holds every scope. */
export function viewerByLogin(user: User, authSessionId: string): Viewer {
  const { id: userId, kind, role } = user;
  return {
    userId,
    kind,
    role,
    user,
    authSessionId,
    apiTokenId: null,
    scopes: loginScopes,
    tokenOrigin: null,
  };
}

/** What a request presents. Never both: with a bearer, cookies are not read. */
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
 * Finds the viewer. Null: nobody, a visitor. `rejected`: a credential was presented that is unknown,
 * expired, revoked or used from the wrong origin. Throws only on faults.
 */
export type Authenticate = (credentials: Credentials) => Promise<Viewer | null | "rejected">;

/** True when the viewer is signed in and holds the scope, or one that includes it. */
export function holdsScope(viewer: Viewer | null, scope: Scope): boolean {
  return viewer !== null && includesScope(viewer.scopes, scope);
}
