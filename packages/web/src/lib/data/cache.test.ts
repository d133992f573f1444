import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, type GraphQLObjectType, getNamedType, isAbstractType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { typesWithoutId } from "../../generated/graphql.ts";

const sdl = fileURLToPath(new URL("../../../../schema/schema.graphql", import.meta.url));
const schema = buildSchema(readFileSync(sdl, "utf8"));
const objects = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"),
);
const hasId = (type: GraphQLObjectType) => "id" in type.getFields();

/** The names of all mutation payloads, which the cache does not keep. */
const answers = Object.values(schema.getMutationType()?.getFields() ?? {})
  .map(({ type }) => getNamedType(type))
  .flatMap((type) => (isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type]))
  .map(({ name }) => name);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

describe("the types that the cache embeds in their parent", () => {
  it("are all types of the schema that have no id", () => {
    const told = objects.filter(
      (type) => !hasId(type) && !roots.includes(type) && !answers.includes(type.name),
    );
    expect(told.length).toBeGreaterThan(20);
    expect(typesWithoutId).toEqual(expect.arrayContaining(told.map(({ name }) => name)));
  });

  it("include no type with an id, which would then be stored more than once", () => {
    expect(objects.filter((type) => hasId(type) && typesWithoutId.includes(type.name))).toEqual([]);
  });

  it("include a mutation's payload type only if another type refers to it too", () => {
    expect(typesWithoutId).toContain("NoActiveSession");
    expect(typesWithoutId).not.toContain("RecordEventsPayload");
    expect(typesWithoutId).not.toContain("Query");
  });
});
