import { getOperationAST, parse } from "graphql";
import { expect, it } from "vitest";
import { operationCost } from "../platform/graphql/operation-cost.ts";
import { schema } from "../schema.ts";

function cost(query: string, variableValues: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("No operation");
  return operationCost({ schema, document, variableValues }, operation);
}

const page = (filter: string, first: number) =>
  cost(`{ viewer { tasks(first: ${first}${filter}) { nodes { id } } } }`);

it("A search costs the same in addition to its page, however small that is", () => {
  for (const first of [1, 20, 100]) {
    expect(page(', filter: { search: "x" }', first) - page(", filter: {}", first)).toBe(499);
    expect(page(', filter: { search: "" }', first)).toBe(page(", filter: {}", first));
  }
});

it("A search in a variable costs as much, and each alias again", () => {
  const asked = "tasks(first: 1, filter: $filter) { nodes { id } }";
  const query = `query ($filter: TaskFilter) { viewer { a: ${asked} b: ${asked} } }`;
  expect(cost(query, { filter: { search: "x" } })).toBeGreaterThanOrEqual(1000);
  expect(cost(query, { filter: { completed: true } })).toBeLessThan(10);
});

it("Counting a list costs more than a page of one entry, through aliases and fragments too", () => {
  const of = (selection: string, fragment = "") =>
    cost(`{ viewer { tasks(first: 1) { ${selection} } } } ${fragment}`);
  expect(of("totalCount")).toBeGreaterThanOrEqual(50);
  expect(of("a: totalCount b: totalCount")).toBeGreaterThanOrEqual(100);
  expect(of("...F ...F", "fragment F on TaskConnection { totalCount }")).toBeGreaterThanOrEqual(100);
});
