import { TokenScope } from "../../generated/prisma/enums.ts";

/** What a token may do. The data model lists all scopes, and they are called the same everywhere. */
export type Scope = TokenScope;

/** A scope, as declared by the room that owns it. */
export interface ScopeDeclaration {
  /** What a token with the scope may do, in words that stand alone: "Recording events." */
  readonly allows: string;
  /** A wider scope that includes it. */
  readonly within?: Scope;
}

const declared = new Map<Scope, ScopeDeclaration>();

/** Every scope, in the data model's order. */
export const SCOPES: readonly Scope[] = Object.values(TokenScope);

/**
 * Declares a room's scopes, next to the code that they guard; imported along with the room's types.
 *
 * @throws RangeError for a scope that is already declared
 */
export function declareScopes(scopes: Partial<Record<Scope, ScopeDeclaration>>): void {
  for (const scope of SCOPES) {
    const declaration = scopes[scope];
    if (declaration === undefined) continue;
    if (declared.has(scope)) throw new RangeError(`The scope ${scope} is declared twice`);
    declared.set(scope, declaration);
  }
}

/** The scopes with all that they include: what a token with them may do. In the data model's order. */
export function withIncluded(held: readonly Scope[]): ReadonlySet<Scope> {
  return new Set(SCOPES.filter((scope) => isWithin(scope, held)));
}

/** What a scope allows, and which others it includes. @throws RangeError for a scope that no room declares */
export function describeScope(scope: Scope): string {
  const { allows } = declarationOf(scope);
  const others = [...withIncluded([scope])].filter((other) => other !== scope);
  return others.length === 0 ? allows : `${allows} Includes ${listed(others, "and")}.`;
}

/** "`READ`, `WRITE` or `TIMERS_WRITE`" */
export function listed(scopes: readonly Scope[], word: "and" | "or"): string {
  const names = scopes.map((scope) => `\`${scope}\``);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} ${word} ${last}`;
}

function isWithin(scope: Scope, held: readonly Scope[]): boolean {
  if (held.includes(scope)) return true;
  const wider = declared.get(scope)?.within;
  return wider !== undefined && isWithin(wider, held);
}

function declarationOf(scope: Scope): ScopeDeclaration {
  const declaration = declared.get(scope);
  if (declaration === undefined) throw new RangeError(`No room declares the scope ${scope}`);
  return declaration;
}
