import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  validateSchema,
} from "graphql";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isTextRule } from "./platform/text.ts";
import { schema } from "./schema.ts";

const isConnection = (type: GraphQLObjectType) => "pageInfo" in type.getFields();

const nodeTypes = (node: GraphQLNamedType | undefined) =>
  isInterfaceType(node) ? schema.getPossibleTypes(node) : [];

it("the schema is valid GraphQL: Pothos does not check that a type implements its interfaces", () => {
  expect(validateSchema(schema)).toEqual([]);
});

describe("every type with a global id", () => {
  /** Types of `Node` that `ownedNode` did not make, with the reason. */
  const OTHERS: Readonly<Record<string, string>> = {
    DaySummary: "Is no row: its id names its owner, and only the viewer's is read.",
    User: "Is the owner itself, and is found only as the viewer.",
  };
  const nodes = nodeTypes(schema.getType("Node"));

  it("is looked up only among the viewer's own", () => {
    const others = nodes.filter(({ extensions }) => extensions.ownedNode !== true);
    expect(nodes.length).toBeGreaterThan(10);
    expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(OTHERS).sort());
  });
});

describe("every connection", () => {
  const connections = Object.values(schema.getTypeMap()).filter(isObjectType).filter(isConnection);

  it("is made by `connectionOf`: one type for all lists of a node type, with `totalCount`", () => {
    expect(connections.length).toBeGreaterThan(8);
    for (const type of connections) {
      const { edges, nodes, totalCount } = type.getFields();
      const node = getNamedType(nodes?.type)?.name;
      expect([type.name, getNamedType(edges?.type)?.name]).toEqual([`${node}Connection`, `${node}Edge`]);
      expect(`${totalCount?.type}`).toBe("Int!");
    }
  });
});

describe("every mutation", () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

  it("is made by `mutation`", () => {
    expect(mutations.length).toBeGreaterThan(30);
    expect(
      mutations.filter(({ extensions }) => extensions.mutation !== true).map(({ name }) => name),
    ).toEqual([]);
  });

  it("whose input has rules offers InvalidInputError", () => {
    const withRules = mutations.filter(({ args }) =>
      args.some(({ type }) => {
        const input = schema.getType(`${type}`.replace("!", ""));
        return input?.extensions["@pothos/plugin-validation"] !== undefined;
      }),
    );
    expect(withRules.length).toBeGreaterThan(10);
    for (const { name, type } of withRules) {
      const union = schema.getType(`${type}`.replace("!", ""));
      const members = union && "getTypes" in union ? union.getTypes().map((member) => member.name) : [];
      expect(members, name).toContain("InvalidInputError");
    }
  });

  it("with an idempotency key offers IdempotencyConflict", () => {
    for (const { args, name, type } of mutations) {
      const input = schema.getType(`${args[0]?.type}`.replace("!", ""));
      if (!input || !("getFields" in input) || !("idempotencyKey" in input.getFields())) continue;
      const union = schema.getType(`${type}`.replace("!", ""));
      const members = union && "getTypes" in union ? union.getTypes().map((member) => member.name) : [];
      expect(members, name).toContain("IdempotencyConflict");
    }
  });
});

describe("every text that a person writes", () => {
  /** Input fields that hold no such text, with the reason. */
  const OTHERS: Readonly<Record<string, string>> = {
    currentPassword: "Is compared, not stored.",
    newPassword: "Has its own rules, and only its hash is stored.",
    password: "Has its own rules, and only its hash is stored.",
    email: "Is an address, with its own rules.",
    newEmail: "Is an address, with its own rules.",
    token: "Is our own secret, and is only compared.",
    timezone: "Is one of the known names.",
    origin: "Is an origin, with its own rule.",
  };
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const texts = inputs.flatMap((input) => {
    const rules = z.object({ schemas: z.tuple([z.instanceof(z.ZodObject)]) });
    const known = rules.safeParse(input.extensions["@pothos/plugin-validation"]).data?.schemas[0].shape ?? {};
    return Object.values(input.getFields())
      .filter((field) => getNamedType(field.type).name === "String")
      .map(({ name }) => ({ field: `${input.name}.${name}`, name, rule: known[name] }));
  });

  it("obeys the rule for texts", () => {
    const written = texts.filter(({ name }) => OTHERS[name] === undefined);
    expect(written.length).toBeGreaterThan(10);
    const without = written.filter(({ rule }) => !(rule instanceof z.ZodType && isTextRule(rule)));
    expect(without.map(({ field }) => field)).toEqual([]);
  });

  it("has no exception for a field that does not exist", () => {
    const names = new Set(texts.map(({ name }) => name));
    expect(Object.keys(OTHERS).filter((name) => !names.has(name))).toEqual([]);
  });
});
