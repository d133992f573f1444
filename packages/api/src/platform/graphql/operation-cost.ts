import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Context } from "../context.ts";
import { introspectionCost } from "./introspection.ts";

/** An operation as it is about to run. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  contextValue: Context;
}

/** The operation that would run, or null when the name matches none or several. */
export function chosenOperation(operation: Operation): OperationDefinitionNode | null {
  return getOperationAST(operation.document, operation.operationName) ?? null;
}

/**
 * The operation's cost: the number of fields it may resolve, where a list counts each entry.
 *
 * @throws GraphQLError when a variable or a page size is wrong
 */
export function operationCost(
  operation: Pick<Operation, "schema" | "document" | "variableValues">,
  chosen: OperationDefinitionNode,
): number {
  // The parser's cache returns the same nodes again, so most requests find their cost here.
  let known = knownCosts.get(chosen);
  if (known === undefined) {
    const document = documentOf(operation.document, chosen);
    known = { document, variables: costVariables(document, operation.schema), costs: new Map() };
    knownCosts.set(chosen, known);
  }
  const key = keyOf(known.variables, operation.variableValues ?? {});
  const remembered = known.costs.get(key);
  if (remembered !== undefined) return remembered;
  // Without a context: a cost that depended on the viewer could not be cached.
  const { complexity } = complexityFromQuery(known.document, {
    schema: operation.schema,
    variables: { ...operation.variableValues },
  });
  const cost =
    Math.ceil(complexity) +
    introspectionCost(operation.schema, known.document, chosen) +
    COUNT_COST * timesSelected(known.document, chosen, COUNT_FIELD);
  if (key.length <= LONGEST_REMEMBERED) {
    if (known.costs.size >= MOST_REMEMBERED) known.costs.clear();
    known.costs.set(key, cost);
  }
  return cost;
}

/** The field that counts a whole list, and what it costs besides: it reads every entry, however small the page. */
const COUNT_FIELD = "totalCount";
const COUNT_COST = 50;

/** What is cached for an operation: the variables its cost depends on, and its cost for each of their values. */
interface KnownCosts {
  /** The operation and the document's fragments, without its other operations. */
  readonly document: DocumentNode;
  readonly variables: readonly string[];
  readonly costs: Map<string, number>;
}

const knownCosts = new WeakMap<OperationDefinitionNode, KnownCosts>();
/** How many values are cached per operation, and their maximum length as JSON. */
const MOST_REMEMBERED = 50;
const LONGEST_REMEMBERED = 1_000;

/** Distinguishes values that may differ in cost: an omitted variable takes its default, null does not. */
function keyOf(variables: readonly string[], values: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(variables.map((name) => (Object.hasOwn(values, name) ? [values[name]] : [])));
}

/**
 * The variables that a document's cost depends on: those that reach, at any depth, an argument of a field whose
 * `complexity` is a function of its arguments, and those of directives, which may skip fields.
 */
function costVariables(document: DocumentNode, schema: GraphQLSchema): string[] {
  const types = new TypeInfo(schema);
  const found = new Set<string>();
  const add = (nodes: readonly ASTNode[] | undefined) => {
    for (const node of nodes ?? []) visit(node, { Variable: ({ name }) => void found.add(name.value) });
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        if (typeof types.getFieldDef()?.extensions.complexity === "function") add(field.arguments);
      },
      Directive: (directive) => add(directive.arguments),
    }),
  );
  return [...found];
}

/** The document without its other operations, because the library measures the first operation that it finds. */
function documentOf(document: DocumentNode, chosen: OperationDefinitionNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [chosen, ...fragmentsOf(document)] };
}

/** How many root fields the operation selects, counting each alias. */
export function rootFieldCount(document: DocumentNode, chosen: OperationDefinitionNode): number {
  return sumOverFields(document, chosen, () => 1);
}

/** How often the operation selects fields of a name, at any depth, counting each alias. */
function timesSelected(document: DocumentNode, chosen: OperationDefinitionNode, wanted: string): number {
  return sumOverFields(document, chosen, ({ name }, below) => (name.value === wanted ? 1 : 0) + below());
}

/** The sum over an operation's root fields, through fragments. @param below the same sum over a field's selection */
function sumOverFields(
  document: DocumentNode,
  chosen: OperationDefinitionNode,
  ofField: (field: FieldNode, below: () => number) => number,
): number {
  const fragments = new Map(fragmentsOf(document).map((fragment) => [fragment.name.value, fragment]));
  // Each fragment is counted once: spreads that double at every level would take for ever otherwise.
  const counted = new Map<string, number>();
  const sum = (set: SelectionSetNode | undefined): number => {
    let fields = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) fields += ofField(selection, () => sum(selection.selectionSet));
      else if (selection.kind === Kind.INLINE_FRAGMENT) fields += sum(selection.selectionSet);
      else fields += sumOfFragment(selection.name.value);
    }
    return fields;
  };
  const sumOfFragment = (name: string): number => {
    const known = counted.get(name) ?? sum(fragments.get(name)?.selectionSet);
    counted.set(name, known);
    return known;
  };
  return sum(chosen.selectionSet);
}

function fragmentsOf(document: DocumentNode): FragmentDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}
