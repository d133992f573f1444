import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * The fields of a document that answer a union and do not ask for `__typename` and `... on Error`: without them, a client
 * cannot tell what came. In the order of the document.
 */
export function fieldsWithoutErrors(schema: GraphQLSchema, document: DocumentNode): string[] {
  const missing: string[] = [];
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field(field) {
      if (!isUnionType(getNamedType(types.getType()))) return;
      const selections = field.selectionSet?.selections ?? [];
      const asks = selections.some((one) => one.kind === Kind.FIELD && one.name.value === "__typename");
      const catches = selections.some(
        (one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition?.name.value === "Error",
      );
      if (!asks || !catches) missing.push(field.name.value);
    },
  });
  visit(document, visitor);
  return missing;
}
