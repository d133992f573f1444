import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** How many introspected values cost as much as one field that is resolved: they only have to be written. */
const VALUES_PER_FIELD = 10;

/** The cost of what an operation reads of the schema itself, by the number of values in the answer. */
export function introspectionCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  chosen: OperationDefinitionNode,
): number {
  const sizes = sizesOf(schema);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, number>();

  /** @param isWithin whether the selection belongs to a `__schema` or `__type` */
  function valuesOf(set: SelectionSetNode | undefined, isWithin: boolean): number {
    let values = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (isWithin || name === "__schema" || name === "__type") {
          values += (sizes[name] ?? 1) * (1 + valuesOf(selection.selectionSet, true));
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        values += valuesOf(selection.selectionSet, isWithin);
      } else {
        values += valuesOfFragment(selection.name.value, isWithin);
      }
    }
    return values;
  }
  // Each fragment is measured once: spreads that double at every level would take for ever otherwise.
  function valuesOfFragment(name: string, isWithin: boolean): number {
    const key = `${name} ${isWithin}`;
    const known = measured.get(key) ?? valuesOf(fragments.get(name)?.selectionSet, isWithin);
    measured.set(key, known);
    return known;
  }
  return Math.ceil(valuesOf(chosen.selectionSet, false) / VALUES_PER_FIELD);
}

/** Whether an operation reads nothing but the schema, and always the same of it. */
export function readsOnlySchema(chosen: OperationDefinitionNode): boolean {
  return (
    chosen.operation === "query" &&
    (chosen.variableDefinitions ?? []).length === 0 &&
    chosen.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"),
    )
  );
}

const knownSizes = new WeakMap<GraphQLSchema, Readonly<Record<string, number>>>();

/** How many entries each list of the introspection has, on average where it is not empty. */
function sizesOf(schema: GraphQLSchema): Readonly<Record<string, number>> {
  const known = knownSizes.get(schema);
  if (known !== undefined) return known;
  const types = Object.values(schema.getTypeMap());
  const composites = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = composites.flatMap((type) => Object.values(type.getFields()));
  const sizes = {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: average(composites.map((type) => Object.keys(type.getFields()).length)),
    interfaces: average(composites.map((type) => type.getInterfaces().length)),
    args: average(fields.map(({ args }) => args.length)),
    inputFields: average(types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length)),
    enumValues: average(types.filter(isEnumType).map((type) => type.getValues().length)),
    // About every second type wraps another one; a chain of them ends soon.
    ofType: 0.5,
    possibleTypes: average(types.filter(isUnionType).map((type) => type.getTypes().length)),
  };
  knownSizes.set(schema, sizes);
  return sizes;
}

function average(sizes: readonly number[]): number {
  const filled = sizes.filter((size) => size > 0);
  return filled.reduce((sum, size) => sum + size, 0) / Math.max(1, filled.length);
}
