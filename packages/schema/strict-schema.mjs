import { Kind, parse, visit } from "graphql";

/**
 * The parsed SDL for clients whose credential may read all that they ask for: fields with `semanticNonNull` are non-null,
 * because they are null only where something is refused or fails, and a client of ours treats that as a failure.
 *
 * @param sdl the schema's text
 */
export function strictSchema(sdl) {
  return visit(parse(sdl), {
    FieldDefinition: (field) =>
      field.directives?.some(({ name }) => name.value === "semanticNonNull") &&
      field.type.kind !== Kind.NON_NULL_TYPE
        ? { ...field, type: { kind: Kind.NON_NULL_TYPE, type: field.type } }
        : undefined,
  });
}
