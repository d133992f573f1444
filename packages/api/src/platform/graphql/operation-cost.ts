import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import type { Context } from "../context.ts";

/** An operation as it is about to run. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  contextValue: Context;
}

/** The operation that would run, or null when the name fits none or several. */
export function chosenOperation(operation: Operation): OperationDefinitionNode | null {
  return getOperationAST(operation.document, operation.operationName) ?? null;
}

/**
 * The operation's cost: the fields it may resolve, a list counting its entries. Throws a GraphQLError when
 * a variable or a page size is wrong.
 */
export function operationCost(operation: Operation, chosen: OperationDefinitionNode): number {
  // The parser's cache hands the same nodes out again, so most requests find their cost here.
  const known = knownCosts.get(chosen);
  const key = known?.isFixed ? "" : JSON.stringify(operation.variableValues ?? {});
  const cost = known?.costs.get(key);
  if (cost !== undefined) return cost;
  return counted(operation, chosen, key);
}

/** What is known of an operation: its cost, or its costs by the variables it was sent with. */
interface KnownCosts {
  readonly isFixed: boolean;
  readonly costs: Map<string, number>;
}

const knownCosts = new WeakMap<OperationDefinitionNode, KnownCosts>();
/** Variables that are remembered for an operation, and how long they may be, as JSON. */
const MOST_REMEMBERED = 50;
const LONGEST_REMEMBERED = 1_000;

function counted(operation: Operation, chosen: OperationDefinitionNode, key: string): number {
  // The document may hold other operations; what is counted is the first it finds.
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [chosen, ...fragmentsOf(operation.document)],
  };
  const { complexity } = complexityFromQuery(document, {
    schema: operation.schema,
    ctx: operation.contextValue,
    variables: { ...operation.variableValues },
  });
  const cost = Math.ceil(complexity);
  const known = knownCosts.get(chosen) ?? { isFixed: isFixed(document), costs: new Map() };
  knownCosts.set(chosen, known);
  if (known.costs.size >= MOST_REMEMBERED) known.costs.clear();
  if (known.isFixed || key.length <= LONGEST_REMEMBERED) known.costs.set(known.isFixed ? "" : key, cost);
  return cost;
}

/** The arguments that say how many entries a list has, or how much is looked through. */
const sizes = new Set(["first", "last", "ids", "days", "months", "from", "to", "search"]);

/** Whether a document costs the same whatever its variables are. */
function isFixed(document: DocumentNode): boolean {
  let fixed = true;
  visit(document, {
    Directive: () => {
      fixed = false;
      return BREAK;
    },
    Argument({ name, value }) {
      if (!sizes.has(name.value) || value.kind !== Kind.VARIABLE) return;
      fixed = false;
      return BREAK;
    },
  });
  return fixed;
}

/** How many fields of the root type the operation asks for, aliases counted each. */
export function rootFieldCount(document: DocumentNode, chosen: OperationDefinitionNode): number {
  const fragments = new Map(fragmentsOf(document).map((fragment) => [fragment.name.value, fragment]));
  const count = (set: SelectionSetNode | undefined): number => {
    let fields = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) fields += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) fields += count(selection.selectionSet);
      else fields += count(fragments.get(selection.name.value)?.selectionSet);
    }
    return fields;
  };
  return count(chosen.selectionSet);
}

function fragmentsOf(document: DocumentNode): FragmentDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}
