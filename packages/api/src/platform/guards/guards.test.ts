import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
} from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../../schema.ts";
import { sdl } from "../../sdl.ts";
import { type Guard, guardOf } from "./guards.ts";
import { SCOPES, type Scope, withIncluded } from "./scopes.ts";

// As a client sees it: from the text alone.
const told = buildSchema(sdl);

interface Element {
  readonly description?: string | null | undefined;
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined;
}
type DirectiveNode = NonNullable<GraphQLObjectType["astNode"]>["directives"] extends
  | readonly (infer Node)[]
  | undefined
  ? Node
  : never;

/** The arguments of a directive that an element carries; null: it carries none. */
function directiveOf(element: Element, name: string): Record<string, unknown> | null {
  const node = element.astNode?.directives?.find((directive) => directive.name.value === name);
  if (!node) return null;
  return Object.fromEntries(
    (node.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

const objects = Object.values(told.getTypeMap()).filter(isObjectType);
const fields = objects.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ type, field, name: `${type.name}.${field.name}` })),
);

describe("every guard", () => {
  /** The guards as the server applies them: those of fields, and of types as a whole. */
  const guarded = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => [
      { name: type.name, options: type.extensions.pothosOptions as Declared, inherited: undefined },
      ...Object.values(type.getFields()).map((field) => ({
        name: `${type.name}.${field.name}`,
        options: field.extensions.pothosOptions as Declared,
        inherited: type.extensions.pothosOptions as Declared,
      })),
    ])
    .flatMap(({ name, options, inherited }) => {
      const guard =
        inherited === undefined
          ? options.runScopesOnType && guardOf(options.authScopes)
          : (guardOf(options.authScopes) ??
            (inherited.runScopesOnType || options.skipTypeScopes ? null : guardOf(inherited.authScopes)));
      return guard ? [{ name, guard }] : [];
    });

  const elementOf = (name: string): Element => {
    const [typeName = "", fieldName] = name.split(".");
    const type = told.getType(typeName) as GraphQLObjectType;
    return fieldName === undefined ? type : (type.getFields()[fieldName] as GraphQLField<unknown, unknown>);
  };

  it("stands in the SDL as a directive, and is the description's last sentence", () => {
    expect(guarded.length).toBeGreaterThan(80);
    for (const { guard, name } of guarded) {
      const element = elementOf(name);
      const { directives, sentence } = expected(guard);
      expect(
        { ...directiveOf(element, "requiresScopes"), ...directiveOf(element, "requiresLogin") },
        name,
      ).toEqual(directives);
      expect(element.description?.endsWith(sentence), `${name}: ${element.description}`).toBe(true);
      // Told once, not once more by hand.
      expect(element.description?.match(/\b[Nn]eeds (the scope|an? .*login)/g)?.length ?? 0, name).toBe(
        sentence === "" ? 0 : 1,
      );
    }
  });

  it("and nothing else stands there", () => {
    const names = new Set(guarded.map(({ name }) => name));
    const marked = [
      ...objects.map((type) => ({ element: type as Element, name: type.name })),
      ...fields.map(({ field, name }) => ({ element: field as Element, name })),
    ].filter(
      ({ element }) => directiveOf(element, "requiresScopes") ?? directiveOf(element, "requiresLogin"),
    );
    expect(marked.filter(({ name }) => !names.has(name))).toEqual([]);
  });
});

interface Declared {
  readonly authScopes?: unknown;
  readonly runScopesOnType?: boolean;
  readonly skipTypeScopes?: boolean;
}

function expected(guard: Guard): { directives: Record<string, unknown>; sentence: string } {
  if ("anyScope" in guard) {
    const last = `\`${guard.anyScope.at(-1)}\`.`;
    return { directives: { anyOf: guard.anyScope }, sentence: last };
  }
  if ("admin" in guard)
    return { directives: { admin: true }, sentence: "administrator's login, not a token." };
  if ("login" in guard) return { directives: {}, sentence: "Needs a login, not a token." };
  return { directives: {}, sentence: "" };
}

describe("a token with one scope", () => {
  /** Whether a credential with the scopes is let pass by what an element carries. */
  function isOpen(element: Element, held: ReadonlySet<Scope>): boolean {
    if (directiveOf(element, "requiresLogin")) return false;
    const needed = directiveOf(element, "requiresScopes") as { anyOf: Scope[] } | null;
    return needed === null || needed.anyOf.some((scope) => held.has(scope));
  }
  const possible = (type: GraphQLNamedType) =>
    isAbstractType(type) ? told.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  /** The types whose objects it can be given, from the roots down. */
  function within(held: ReadonlySet<Scope>): Set<GraphQLObjectType> {
    const found = new Set<GraphQLObjectType>();
    const visit = (type: GraphQLObjectType) => {
      if (found.has(type) || !isOpen(type, held)) return;
      found.add(type);
      for (const field of Object.values(type.getFields())) {
        if (isOpen(field, held)) for (const next of possible(getNamedType(field.type))) visit(next);
      }
    };
    for (const root of [told.getQueryType(), told.getMutationType(), told.getSubscriptionType()]) {
      if (root) visit(root);
    }
    return found;
  }

  it.each(SCOPES)("loses no siblings of what it is refused: %s", (scope) => {
    const held = withIncluded([scope]);
    const types = within(held);
    expect(types.size).toBeGreaterThan(20);
    const lost = [...types]
      .filter((type) => type !== told.getSubscriptionType())
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(
            (field) =>
              (!isOpen(field, held) && isNonNullType(field.type)) ||
              (possible(getNamedType(field.type)).some((next) => !isOpen(next, held)) &&
                // A list loses only an entry if that may be null.
                !/(^|[^!])(\]|$)/.test(`${field.type}`)),
          )
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(lost).toEqual([]);
  });

  it.each(SCOPES)("reads all that its mutations answer: %s", (scope) => {
    const held = withIncluded([scope]);
    const mutations = Object.values(told.getMutationType()?.getFields() ?? {}).filter((field) =>
      isOpen(field, held),
    );
    const refused = mutations.flatMap((mutation) =>
      possible(getNamedType(mutation.type)).flatMap((payload) =>
        Object.values(payload.getFields())
          .filter((field) => possible(getNamedType(field.type)).some((type) => !isOpen(type, held)))
          .map((field) => `${mutation.name}: ${payload.name}.${field.name}`),
      ),
    );
    expect(refused).toEqual([]);
  });
});

it("a field that became nullable for its guard says so: null only with an error", () => {
  const marked = fields.filter(({ field }) => directiveOf(field, "semanticNonNull"));
  expect(marked.length).toBeGreaterThan(60);
  for (const { field, name } of marked) {
    expect(isNonNullType(field.type), name).toBe(false);
    expect(field.astNode?.type.kind === Kind.NON_NULL_TYPE, name).toBe(false);
  }
});

it("a guard that depends on the request is refused: nobody could tell of it in advance", () => {
  expect(() => guardOf(() => true)).toThrow(RangeError);
  expect(() => guardOf({ anyScope: ["READ"], admin: true })).toThrow(RangeError);
  expect(guardOf(undefined)).toBeNull();
});
