import { complexityFromQuery } from "@pothos/plugin-complexity";
import { printSchema } from "graphql";
import { expect, it } from "vitest";
import { builder } from "./builder.ts";
import { connectionOf } from "./paging/connection.graphql.ts";
import "./error-types.ts";
import "./request.graphql.ts";

const SessionType = builder.prismaNode("WorkSession", {
  id: { field: "id" },
  fields: (t) => ({ key: t.exposeString("key") }),
});
const SessionConnection = connectionOf("WorkSession", SessionType);
const noPage = () => ({
  edges: [],
  pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false },
  count: async () => 0,
});
builder.prismaNode("User", {
  id: { field: "id" },
  fields: (t) => ({
    workSessions: t.connection({ type: SessionType, resolve: noPage }, SessionConnection),
    deletedSessions: t.connection({ type: SessionType, resolve: noPage }, SessionConnection),
  }),
});
builder.queryFields((t) => ({
  viewer: t.prismaField({ type: "User", nullable: true, resolve: async () => null }),
}));
builder.mutationFields((t) => ({ nothing: t.boolean({ resolve: () => true }) }));
builder.subscriptionFields((t) => ({
  nothing: t.boolean({ subscribe: () => (async function* () {})(), resolve: () => true }),
}));
const schema = builder.toSchema();
/** Without descriptions and line breaks: only names and types. */
const text = printSchema(schema)
  .replace(/"""[\s\S]*?"""/g, "")
  .replace(/\s+/g, " ");

it("names connections after their nodes, so that all lists of a type share one", () => {
  for (const list of ["workSessions", "deletedSessions"]) {
    expect(text).toContain(
      `${list}( after: String before: String first: Int last: Int ): WorkSessionConnection!`,
    );
  }
  expect(text).toMatch(
    /type WorkSessionConnection \{\s+edges: \[WorkSessionEdge!\]!\s+nodes: \[WorkSession!\]!\s+pageInfo: PageInfo!\s+totalCount: Int!\s+\}/,
  );
  expect(text).toMatch(/type WorkSessionEdge \{\s+cursor: String!\s+node: WorkSession!\s+\}/);
});

it("counts a connection by its page, 50 by default", () => {
  const cost = (query: string) => complexityFromQuery(query, { schema }).complexity;
  expect(cost("{ viewer { workSessions(first: 7) { nodes { key } } } }")).toBe(2 + 7 * 2);
  expect(cost("{ viewer { workSessions(last: 7) { edges { node { key } } } } }")).toBe(2 + 7 * 3);
  expect(cost("{ viewer { workSessions { nodes { key } } } }")).toBe(2 + 50 * 2);
});

it("has the error types of the contract", () => {
  expect(text).toMatch(/interface Error \{ code: ErrorCode! message: String! path: \[String!\] \}/);
  expect(text).toMatch(
    /type InvalidInputError implements Error \{[^}]*issues: \[InputIssue!\]![^}]*message: String! path: \[String!\]\s+\}/,
  );
});
