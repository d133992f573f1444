import sdl from "@pacekeeper/schema/schema.graphql?raw";
import { buildSchema, parse, validate } from "graphql";
import { expect, it } from "vitest";
import { CHANGED, NOW, RECORD } from "./documents.ts";

it.each([
  ["NOW", NOW],
  ["RECORD", RECORD],
  ["CHANGED", CHANGED],
])("%s is valid against the schema", (_name, text) => {
  expect(validate(buildSchema(sdl), parse(text))).toEqual([]);
});

it("holds one operation each, so that the operation needs no name", () => {
  for (const text of [NOW, RECORD, CHANGED]) {
    expect(parse(text).definitions.filter(({ kind }) => kind === "OperationDefinition")).toHaveLength(1);
  }
});
