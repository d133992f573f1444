import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
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
      if (measured > limit) context.reportError(requestError("QUERY_TOO_LARGE", message(measured)));
      return false;
    },
  };
}

/** graphql's own rule, with an error code that says that a value is wrong, not the document. */
function CodedValuesOfCorrectTypeRule(context: ValidationContext): ASTVisitor {
  const reporting: ValidationContext = Object.create(context, {
    reportError: {
      value: (error: Parameters<ValidationContext["reportError"]>[0]) => {
        error.extensions.code ??= "BAD_USER_INPUT";
        context.reportError(error);
      },
    },
  });
  return ValuesOfCorrectTypeRule(reporting);
}

/** The rules, with graphql's value rule replaced by the one that sets BAD_USER_INPUT. */
export function withCodedValues(rules: readonly ValidationRule[]): ValidationRule[] {
  return rules.map((rule) => (rule === ValuesOfCorrectTypeRule ? CodedValuesOfCorrectTypeRule : rule));
}
