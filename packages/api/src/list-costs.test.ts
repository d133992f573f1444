import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
} from "graphql";
import { describe, expect, it } from "vitest";
import { isNode } from "./platform/global-ids.ts";
import { operationCost } from "./platform/graphql/operation-cost.ts";
import { schema } from "./schema.ts";

/** What one operation may cost by default. */
const LIMIT = 10_000;

interface Step {
  readonly field: string;
  readonly isList: boolean;
  readonly to: GraphQLObjectType;
}

/** The fields of a type that lead to objects without further arguments. Lists by pages cost their pages. */
function stepsFrom(type: GraphQLObjectType): Step[] {
  return Object.values(type.getFields()).flatMap((field: GraphQLField<unknown, unknown>) => {
    const to = getNamedType(field.type);
    if (!isObjectType(to) || to.name.endsWith("Connection") || field.args.some(isRequiredArgument)) return [];
    return [{ field: field.name, isList: isListType(getNullableType(field.type)), to }];
  });
}

/** The ways from a type back to it through a list that has no pages, over at most three fields. */
function circlesOf(type: GraphQLObjectType): Step[][] {
  const ways = (from: GraphQLObjectType, walked: readonly Step[]): Step[][] =>
    stepsFrom(from).flatMap((step) => {
      const way = [...walked, step];
      if (step.to === type) return way.some(({ isList }) => isList) ? [way] : [];
      return way.length < 3 ? ways(step.to, way) : [];
    });
  return ways(type, []);
}

const CIRCLES = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => isNode(schema, { typename: type.name, id: "" }))
  .flatMap((type) => circlesOf(type).map((way) => ({ type, way })))
  .map(({ type, way }) => ({ name: `${type.name}.${way.map(({ field }) => field).join(".")}`, type, way }));

describe("lists without pages", () => {
  it("are found in the schema", () => {
    expect(CIRCLES.map(({ name }) => name)).toContain("WorkSession.removedQuestions.session");
    expect(CIRCLES.map(({ name }) => name)).toContain("Habit.links.habit");
  });

  it.each(CIRCLES)(
    "cost more than is allowed if they are asked for three times in a circle: $name",
    ({ type, way }) => {
      const fields = [...way, ...way, ...way];
      const nested = fields.reduceRight((inner, { field }) => `{ ${field} ${inner} }`, "{ __typename }");
      const document = parse(`{ node(id: "x") { ... on ${type.name} ${nested} } }`);
      const operation = getOperationAST(document);
      if (!operation) throw new Error("The document has no operation");
      expect(operationCost({ schema, document, variableValues: {} }, operation)).toBeGreaterThan(LIMIT);
    },
  );
});
