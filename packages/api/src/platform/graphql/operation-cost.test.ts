import {
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  parse,
} from "graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { schema as wholeSchema } from "../../schema.ts";
import { operationCost } from "./operation-cost.ts";

/** How often a field's cost was computed. */
let counted = 0;
beforeEach(() => {
  counted = 0;
});

const Range = new GraphQLInputObjectType({
  name: "Range",
  fields: () => ({ size: { type: GraphQLInt }, parts: { type: new GraphQLList(Range) } }),
});
interface RangeValue {
  readonly size?: number | null;
  readonly parts?: readonly RangeValue[] | null;
}
const sizeOf = ({ size, parts }: RangeValue): number =>
  (size ?? 0) + (parts ?? []).reduce((sum, part) => sum + sizeOf(part), 0);

/** A field whose cost `measure` computes from its arguments. */
const costing = <Arguments>(measure: (args: Arguments) => number) => ({
  complexity(args: Arguments) {
    counted += 1;
    return { field: 1, multiplier: measure(args) };
  },
});

const Listed = new GraphQLInterfaceType({
  name: "Listed",
  fields: () => ({
    list: {
      type: new GraphQLList(Thing),
      args: { limit: { type: GraphQLInt, defaultValue: 20 } },
      extensions: costing(({ limit }: { limit?: number | null }) => limit ?? 50),
    },
    ranged: {
      type: new GraphQLList(Thing),
      args: { in: { type: Range } },
      extensions: costing(({ in: range }: { in?: RangeValue }) => sizeOf(range ?? {})),
    },
    plain: {
      type: new GraphQLList(Thing),
      args: { limit: { type: GraphQLInt }, named: { type: GraphQLString } },
      extensions: { complexity: { field: 1, multiplier: 3 } },
    },
  }),
});
const Thing: GraphQLObjectType = new GraphQLObjectType({
  name: "Thing",
  interfaces: [Listed],
  fields: () => ({ id: { type: GraphQLString }, ...Listed.toConfig().fields }),
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: { thing: { type: Thing }, listed: { type: Listed } },
  }),
});

/** Computes one document's cost repeatedly, like requests that get the same parsed nodes from the cache. */
function asking(text: string, name?: string): (variableValues?: Record<string, unknown>) => number {
  const document = parse(text);
  return (variableValues = {}) => {
    const chosen = getOperationAST(document, name);
    if (!chosen) throw new Error("The document holds no such operation");
    return operationCost({ schema, document, variableValues }, chosen);
  };
}

describe("the cost of an operation", () => {
  it("is computed once when it depends on no variable", () => {
    const cost = asking(
      `query ($limit: Int, $named: String) { thing { list(limit: 7) { id plain(limit: $limit, named: $named) { id } } } }`,
    );
    for (let limit = 0; limit < 200; limit += 1) {
      expect(cost({ limit, named: `${limit}` })).toBe(2 + 7 * (1 + 1 + 3));
    }
    expect(counted).toBe(1);
  });

  it.each<[string, string, (size: number | null) => unknown, number]>([
    ["an argument, whatever its name", "($v: Int) { thing { list(limit: $v) { id } } }", (size) => size, 50],
    [
      "a part of an input object",
      "($v: Int) { thing { ranged(in: { size: $v }) { id } } }",
      (size) => size,
      0,
    ],
    [
      "an input object in a list in another",
      "($v: Range) { thing { ranged(in: { parts: [{ size: 0 }, { parts: [$v] }] }) { id } } }",
      (size) => ({ size }),
      0,
    ],
    [
      "an argument within a fragment",
      "($v: Int) { thing { ...a } } fragment a on Thing { ... on Listed { list(limit: $v) { id } } }",
      (size) => size,
      50,
    ],
    [
      "an argument of an interface's field",
      "($v: Int) { listed { list(limit: $v) { id } } }",
      (size) => size,
      50,
    ],
    ["a variable with a default", "($v: Int = 4) { thing { list(limit: $v) { id } } }", (size) => size, 50],
  ])("follows what a variable puts into %s", (_where, query, value, ofNull) => {
    const cost = asking(`query ${query}`);
    for (const size of [1, 300, 2, 300, null, 1]) {
      expect(cost({ v: value(size) })).toBe(2 + (size ?? ofNull));
    }
    // Earlier values are remembered.
    expect(counted).toBe(4);
  });

  it("distinguishes an omitted variable from null: only the omitted one takes its default", () => {
    const cost = asking("query ($v: Int = 4) { thing { list(limit: $v) { id } } }");
    expect([cost({}), cost({ v: null }), cost({}), cost({ v: 4 })]).toEqual([6, 52, 6, 6]);
    const withoutDefault = asking("query ($v: Int) { thing { list(limit: $v) { id } } }");
    expect([withoutDefault({}), withoutDefault({ v: null }), withoutDefault({})]).toEqual([22, 52, 22]);
  });

  it("considers only the variables it depends on", () => {
    const cost = asking(
      "query ($v: Int, $named: String) { thing { list(limit: $v) { plain(named: $named) { id } } } }",
    );
    for (let press = 0; press < 100; press += 1) cost({ v: (press % 2) + 1, named: `${press}` });
    expect(counted).toBe(2);
  });

  it("is computed again for another value of a directive's variable, and once for a literal", () => {
    const varying = asking("query ($v: Boolean!) { thing { list(limit: 5) @include(if: $v) { id } } }");
    for (const v of [true, false, true, false]) varying({ v });
    expect(counted).toBe(2);
    const fixed = asking(
      "query ($v: Int) { thing { list(limit: 5) @include(if: true) { id plain(limit: $v) { id } } } }",
    );
    for (const v of [1, 2, 3]) fixed({ v });
    expect(counted).toBe(3);
  });

  it("covers only the chosen operation", () => {
    const text = "query a($v: Int) { thing { list(limit: $v) { id } } } query b { thing { id } }";
    expect([asking(text, "a")({ v: 9 }), asking(text, "b")()]).toEqual([11, 2]);
  });
});

describe("the cost cache", () => {
  it("is cleared when it grows: at most 50 values per operation", () => {
    const cost = asking("query ($v: Int) { thing { list(limit: $v) { id } } }");
    for (let v = 0; v < 50; v += 1) cost({ v });
    for (let v = 0; v < 50; v += 1) cost({ v });
    expect(counted).toBe(50);
    cost({ v: 50 });
    cost({ v: 50 });
    expect(counted).toBe(51);
    cost({ v: 0 });
    expect(counted).toBe(52);
  });

  it("holds no long values", () => {
    const cost = asking("query ($v: Range) { thing { ranged(in: $v) { id } } }");
    const long = { parts: Array.from({ length: 100 }, () => ({ size: 1 })) };
    expect([cost({ v: long }), cost({ v: long })]).toEqual([102, 102]);
    expect(counted).toBe(2);
  });
});

describe("the schema's costs", () => {
  const fields = Object.values(wholeSchema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const functions = fields.flatMap(({ extensions: { complexity } }) =>
    typeof complexity === "function" ? [complexity] : [],
  );

  it("depend only on arguments, never on the viewer: they are cached for everybody", () => {
    expect(functions.length).toBeGreaterThan(5);
    expect(functions.filter(({ length }) => length > 1)).toEqual([]);
  });
});
