import {
  type ASTNode,
  type ASTVisitor,
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  KnownDirectivesRule,
  NoSchemaIntrospectionCustomRule,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  visit,
} from "graphql";
import type { Limits } from "../config/limits.ts";
import { requestError } from "../errors.ts";

/**
 * Rules that limit a document's shape, however much it repeats through fragments. The functions' names are part of the
 * validation cache's key.
 */
export function shapeRules(limits: Pick<Limits, "queryDepth" | "queryAliases">): ValidationRule[] {
  function DepthLimitRule(context: ValidationContext): ASTVisitor {
    return checkOperations(
      context,
      depthOfSelection,
      Math.max,
      limits.queryDepth,
      (depth) =>
        `This operation is nested ${depth} levels deep; at most ${limits.queryDepth} are allowed. Split it into several operations.`,
    );
  }
  function AliasLimitRule(context: ValidationContext): ASTVisitor {
    return checkOperations(
      context,
      aliasesOfSelection,
      (a, b) => a + b,
      limits.queryAliases,
      (aliases) =>
        `This operation uses ${aliases} aliases; at most ${limits.queryAliases} are allowed. Split it into several operations.`,
    );
  }
  return [DepthLimitRule, AliasLimitRule];
}

/** Measures one selection, given the combined measure of its subselections. */
type Measure = (selection: SelectionNode, inner: number) => number;

const depthOfSelection: Measure = (selection, inner) => {
  if (selection.kind !== Kind.FIELD) return inner;
  // Every tool's introspection query is deep, and reads only the schema in memory.
  return selection.name.value === "__schema" || selection.name.value === "__type" ? 0 : inner + 1;
};

const aliasesOfSelection: Measure = (selection, inner) =>
  selection.kind === Kind.FIELD && selection.alias !== undefined ? inner + 1 : inner;

function checkOperations(
  context: ValidationContext,
  measure: Measure,
  join: (a: number, b: number) => number,
  limit: number,
  message: (measured: number) => string,
): ASTVisitor {
  const known = new Map<FragmentDefinitionNode, number>();
  const measureSet = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).map(measureSelection).reduce(join, 0);

  function measureSelection(selection: SelectionNode): number {
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return measure(selection, measureSet(selection.selectionSet));
    const fragment = context.getFragment(selection.name.value);
    if (!fragment) return 0;
    const measured = known.get(fragment);
    if (measured !== undefined) return measured;
    // Another rule refuses a fragment that spreads itself; here the recursion only has to end.
    known.set(fragment, 0);
    const size = measureSet(fragment.selectionSet);
    known.set(fragment, size);
    return size;
  }

  return {
    OperationDefinition(operation) {
      const measured = measureSet(operation.selectionSet);
      if (measured > limit) {
        context.reportError(requestError("QUERY_TOO_LARGE", message(measured), { httpStatus: 400 }));
      }
      return false;
    },
  };
}

/** graphql's own rule, with another wording of some of its errors. The name is part of the validation cache's key. */
function reworded(
  name: string,
  rule: ValidationRule,
  reword: (error: GraphQLError, context: ValidationContext) => GraphQLError,
): ValidationRule {
  const wrapped = (context: ValidationContext): ASTVisitor =>
    rule(
      Object.create(context, {
        reportError: { value: (error: GraphQLError) => context.reportError(reword(error, context)) },
      }),
    );
  return Object.defineProperty(wrapped, "name", { value: name });
}

/** The rules that replace graphql's own. */
const REPLACED: ReadonlyMap<ValidationRule, ValidationRule> = new Map([
  [
    ValuesOfCorrectTypeRule,
    // The code says that a value is wrong, not the document.
    reworded("PlacedValuesRule", ValuesOfCorrectTypeRule, (error, context) => {
      const place = placeOf(error.nodes?.[0], context.getDocument());
      return saying(`${place}: ${error.message}`, error, error.extensions.code ?? "BAD_USER_INPUT");
    }),
  ],
  [
    KnownDirectivesRule,
    reworded("SupportedDirectivesRule", KnownDirectivesRule, (error) =>
      /"@(defer|stream)"/.test(error.message)
        ? saying(`${error.message} This server does not support @defer and @stream.`, error)
        : error,
    ),
  ],
]);

/** The rules, with some of graphql's replaced by those that say more. */
export function withHelp(rules: readonly ValidationRule[]): ValidationRule[] {
  return rules.map((rule) => REPLACED.get(rule) ?? rule);
}

/** Refuses introspection, and says where the schema is instead. */
export const NoIntrospectionRule = reworded("NoIntrospectionRule", NoSchemaIntrospectionCustomRule, (error) =>
  saying("Visitors may not introspect this server. Its schema is at /schema.graphql.", error),
);

/** The argument or variable that a value stands in, and the fields down to it, such as `input.occurredAt`. */
function placeOf(value: ASTNode | undefined, document: DocumentNode): string {
  let place: string[] = [];
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== value) return;
      place = [...ancestors, parent, node].flatMap((one) => {
        if (one === undefined || !("kind" in one)) return [];
        if (one.kind === Kind.ARGUMENT || one.kind === Kind.OBJECT_FIELD) return [one.name.value];
        return one.kind === Kind.VARIABLE_DEFINITION ? [`$${one.variable.name.value}`] : [];
      });
      return BREAK;
    },
  });
  return place.join(".");
}

/** The same error with other words. */
function saying(message: string, error: GraphQLError, code = error.extensions.code): GraphQLError {
  return new GraphQLError(message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    extensions: { ...error.extensions, ...(code === undefined ? {} : { code }) },
  });
}
