import sdl from "@pacekeeper/schema/schema.graphql?raw";
import { buildSchema, parse, validate } from "graphql";
import { expect, it } from "vitest";
import { CHANGED, NOW, RECORD } from "./documents.ts";
import { ACTIONS, TASKS_CHANGED, TIMER_CHANGED, TIMERS } from "./timers/documents.ts";

const documents = { NOW, RECORD, CHANGED, TIMERS, TIMER_CHANGED, TASKS_CHANGED, ...ACTIONS };

it.each(Object.entries(documents))("%s is valid against the schema", (_name, text) => {
  expect(validate(buildSchema(sdl), parse(text))).toEqual([]);
});

it("each document has one operation, so requests need no operation name", () => {
  for (const text of Object.values(documents)) {
    expect(parse(text).definitions.filter(({ kind }) => kind === "OperationDefinition")).toHaveLength(1);
  }
});
