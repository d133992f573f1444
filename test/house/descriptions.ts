import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";

interface Described {
  description?: string | null | undefined;
}

/**
 * The coordinates (`User.day(date:)`) of the schema's own elements without a description: types, fields,
 * arguments, enum values and input fields. Elements that GraphQL itself defines are left out.
 */
export function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const look = (coordinate: string, element: Described) => {
    if ((element.description ?? "").trim() === "") missing.push(coordinate);
  };
  const builtIn = new Set(["String", "Int", "Float", "Boolean", "ID"]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || builtIn.has(type.name)) continue;
    look(type.name, type);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    }
  }
  return missing.sort();
}
