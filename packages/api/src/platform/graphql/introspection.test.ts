import { getIntrospectionQuery, getOperationAST, parse } from "graphql";
import { expect, it } from "vitest";
import { schema } from "../../schema.ts";
import { aPlatformServer } from "../../testing/platform-server.ts";
import { operationCost } from "./operation-cost.ts";

const MOST = 10_000;

function costOf(text: string): number {
  const document = parse(text);
  const chosen = getOperationAST(document);
  if (!chosen) throw new Error("The document holds no operation");
  return operationCost({ schema, document }, chosen);
}
/** What the standard introspection reads of every type, that many times. */
const repeated = (times: number) =>
  Array.from({ length: times }, (_, turn) => `a${turn}: __schema { types { ...FullType } }`).join(" ");
const FRAGMENTS = getIntrospectionQuery({ descriptions: true }).replace(/^[\s\S]*?(?=fragment FullType)/, "");

it("lets every tool introspect once, and nobody many times in one document", () => {
  for (const options of [
    {},
    {
      inputValueDeprecation: true,
      specifiedByUrl: true,
      schemaDescription: true,
      directiveIsRepeatable: true,
    },
  ]) {
    const cost = costOf(getIntrospectionQuery(options));
    expect(cost).toBeLessThan(MOST);
    expect(3 * cost).toBeGreaterThan(MOST);
  }
  expect(costOf(`{ ${repeated(3)} } ${FRAGMENTS}`)).toBeGreaterThan(MOST);
});

it("counts what is within by the size of the schema", () => {
  expect(costOf("{ __schema { queryType { name } } }")).toBeLessThan(5);
  expect(costOf("{ __typename }")).toBe(1);
  const names = costOf("{ __schema { types { name } } }");
  expect(names).toBeGreaterThan(Object.keys(schema.getTypeMap()).length / 10);
  const fields = costOf("{ __schema { types { fields { name } } } }");
  expect(fields).toBeGreaterThan(3 * names);
  expect(costOf("{ ...a } fragment a on Query { __schema { types { fields { name } } } }")).toBe(fields);
});

it("is answered with the same text again, over HTTP and on sockets", async () => {
  const server = await aPlatformServer();
  const introspection = getIntrospectionQuery();
  const [first, second] = [await server.ask(introspection), await server.ask(introspection)];
  expect(second.text).toBe(first.text);
  expect(second.errors).toEqual([]);
  await server.stop();
});
