import type { GraphQLError } from "graphql";
import { forbidden, unauthenticated } from "../errors.ts";
import type { Viewer } from "../viewer.ts";
import { listed, type Scope } from "./scopes.ts";

/** Who may read a field or an object, or send a mutation. A field declares it as its `authScopes`. */
export type Guard =
  /** Anybody who is signed in, with any kind of credential. */
  | { readonly signedIn: true }
  /** A credential with one of the scopes. A login holds all. */
  | { readonly anyScope: readonly Scope[] }
  /** A login, not a token. */
  | { readonly login: true }
  /** An administrator with a login. */
  | { readonly admin: true };

const KINDS: ReadonlySet<string> = new Set(["signedIn", "anyScope", "login", "admin"]);

/**
 * A declaration as a guard; null: none.
 *
 * @throws RangeError for one that depends on the request: nobody could say in advance whom it lets pass
 */
export function guardOf(declaration: unknown): Guard | null {
  if (declaration === undefined || declaration === null) return null;
  if (typeof declaration === "object") {
    const [name, another] = Object.keys(declaration);
    if (another === undefined && name !== undefined && KINDS.has(name)) return declaration as Guard;
  }
  throw new RangeError("A guard must be one of signedIn, anyScope, login and admin, and no function");
}

/** Whether there are credentials that the guard refuses. `signedIn` refuses only visitors. */
export function refusesSomebody(guard: Guard): boolean {
  return !("signedIn" in guard);
}

/** What a guard asks for, as the last sentence of a description; null: nothing that a client needs to know. */
export function guardSentence(guard: Guard): string | null {
  if ("anyScope" in guard) return `Needs the scope ${listed(guard.anyScope, "or")}.`;
  if ("login" in guard) return "Needs a login, not a token.";
  if ("admin" in guard) return "Needs an administrator's login, not a token.";
  return null;
}

/** What a guard asks for, as directives of the SDL with their arguments. */
export function guardDirectives(guard: Guard): Readonly<Record<string, object>> {
  if ("anyScope" in guard) return { requiresScopes: { anyOf: guard.anyScope } };
  if ("login" in guard) return { requiresLogin: {} };
  if ("admin" in guard) return { requiresLogin: { admin: true } };
  return {};
}

/** Whether a guard lets a viewer pass. */
export function passes(guard: Guard, viewer: Viewer | null): boolean {
  if (viewer === null) return false;
  if ("anyScope" in guard) return guard.anyScope.some((scope) => viewer.scopes.has(scope));
  if ("signedIn" in guard) return true;
  return viewer.apiTokenId === null && ("login" in guard || viewer.role === "ADMIN");
}

/** The error for a viewer whom a guard refuses. */
export function refusal(guard: Guard, viewer: Viewer | null): GraphQLError {
  if (viewer === null) return unauthenticated();
  if ("anyScope" in guard) {
    const message = `This needs the scope ${listed(guard.anyScope, "or")}.`;
    return forbidden(message, { viewer, requiredScopes: guard.anyScope });
  }
  return forbidden(
    "admin" in guard
      ? "This needs an administrator's login, not a token."
      : "A token may not do this. Use a login.",
    { viewer, requiresLogin: true },
  );
}
