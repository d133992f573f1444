import { type GraphQLNamedType, isInterfaceType } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "./schema.ts";

const nodeTypes = (node: GraphQLNamedType | undefined) =>
  isInterfaceType(node) ? schema.getPossibleTypes(node) : [];

describe("every type with a global id", () => {
  /** Types of `Node` that `ownedNode` did not make, with the reason. */
  const OTHERS: Readonly<Record<string, string>> = {
    User: "Is the owner, and is found as the viewer alone.",
  };
  const nodes = nodeTypes(schema.getType("Node"));

  it("is looked for among the viewer's own", () => {
    const others = nodes.filter(({ extensions }) => extensions.ownedNode !== true);
    expect(nodes.length).toBeGreaterThan(10);
    expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(OTHERS).sort());
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

  it("whose input has rules offers the failure that tells what breaks them", () => {
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

  it("with an idempotency key offers the failure that tells of another use", () => {
    for (const { args, name, type } of mutations) {
      const input = schema.getType(`${args[0]?.type}`.replace("!", ""));
      if (!input || !("getFields" in input) || !("idempotencyKey" in input.getFields())) continue;
      const union = schema.getType(`${type}`.replace("!", ""));
      const members = union && "getTypes" in union ? union.getTypes().map((member) => member.name) : [];
      expect(members, name).toContain("IdempotencyConflict");
    }
  });
});
