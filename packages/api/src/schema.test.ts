import { type GraphQLNamedType, getNamedType, isInputObjectType, isInterfaceType } from "graphql";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isTextRule } from "./platform/text.ts";
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

describe("every text that a person writes", () => {
  /** Fields of inputs that hold no such text, with the reason. */
  const OTHERS: Readonly<Record<string, string>> = {
    currentPassword: "Is compared and not kept.",
    newPassword: "Has rules of its own, and only its hash is kept.",
    password: "Has rules of its own, and only its hash is kept.",
    email: "Is an address, with rules of its own.",
    newEmail: "Is an address, with rules of its own.",
    token: "Is a secret of ours, and is compared alone.",
    timezone: "Is one of the names that there are.",
    origin: "Is an origin, with a rule of its own.",
    scopes: "Are of the names that there are.",
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

  it("is written somewhere: no exception stands for nothing", () => {
    const names = new Set(texts.map(({ name }) => name));
    expect(Object.keys(OTHERS).filter((name) => !names.has(name))).toEqual([]);
  });
});
