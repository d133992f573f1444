import { TokenScope } from "../generated/prisma/enums.ts";

/** The data model's `TRACKING_WRITE` is `tracking:write` for people and credentials. */
type NameOf<Stored extends string> = Stored extends `${infer Room}_${infer Act}`
  ? `${Lowercase<Room>}:${Lowercase<Act>}`
  : Lowercase<Stored>;

/** A scope, by the name that people and credentials use. */
export type Scope = NameOf<TokenScope>;

/** A scope, as declared by the room that owns it. */
export interface ScopeDeclaration {
  /** What a token with the scope may do, in words that continue from its name: "to report as a device". */
  readonly allows: string;
  /** A wider scope that includes it. */
  readonly within?: Scope;
}

const declared = new Map<Scope, ScopeDeclaration>();

/**
 * Declares a room's scopes, next to the code that they guard; imported along with the room's types.
 *
 * @throws RangeError for a scope that is already declared
 */
export function declareScopes(scopes: Partial<Record<Scope, ScopeDeclaration>>): void {
  for (const { name } of SCOPES) {
    const declaration = scopes[name];
    if (declaration === undefined) continue;
    if (declared.has(name)) throw new RangeError(`The scope ${name} is declared twice`);
    declared.set(name, declaration);
  }
}

/** Every scope with its stored value, in the data model's order. */
export const SCOPES: readonly { readonly name: Scope; readonly stored: TokenScope }[] = Object.values(
  TokenScope,
).map((stored) => ({ name: scopeName(stored), stored }));

/** The name of a stored scope. */
export function scopeName(stored: TokenScope): Scope {
  // `NameOf` says the same, but types alone cannot follow it.
  return stored.toLowerCase().replace("_", ":") as Scope;
}

/** The stored value of a scope. @throws RangeError for a scope that does not exist */
export function storedScope(name: string): TokenScope {
  const scope = SCOPES.find((each) => each.name === name);
  if (scope === undefined) throw new RangeError(`There is no scope ${name}`);
  return scope.stored;
}

/** All declared scopes, in the data model's order. @throws RangeError for a scope that no room declares */
export function declaredScopes(): { readonly name: Scope; readonly allows: string }[] {
  return SCOPES.map(({ name }) => ({ name, allows: declarationOf(name).allows }));
}

/** True when one of the held scopes is the wanted one or includes it. */
export function includesScope(held: ReadonlySet<Scope>, wanted: Scope): boolean {
  if (held.has(wanted)) return true;
  const wider = declared.get(wanted)?.within;
  return wider !== undefined && includesScope(held, wider);
}

function declarationOf(name: Scope): ScopeDeclaration {
  const declaration = declared.get(name);
  if (declaration === undefined) throw new RangeError(`No room declares the scope ${name}`);
  return declaration;
}
