import { randomUUID } from "node:crypto";
import { getOperationAST, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEW_UUID } from "./platform/http/example.ts";
import { ROOMS } from "./rooms.ts";
import { schema } from "./schema.ts";
import { aTestApplication, type TestApplication } from "./testing/application.ts";
import { anEventStream } from "./testing/event-stream.ts";
import { fieldsWithoutErrors } from "./testing/example-rules.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

describe("GraphiQL's examples", () => {
  const examples = ROOMS.flatMap(({ examples = [] }) => examples);

  it("come from every domain", () => {
    const without = ROOMS.filter(({ examples = [] }) => examples.length === 0).map(({ name }) => name);
    expect(without).toEqual(["platform"]);
  });

  it.each(examples)("run: $query", async ({ query, variables = {} }) => {
    const document = parse(query);
    expect(fieldsWithoutErrors(schema, document)).toEqual([]);
    const guest = await application.aGuest();
    const values = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, value === NEW_UUID ? randomUUID() : value]),
    );
    if (getOperationAST(document)?.operation === "subscription") {
      const bearer = { authorization: `Bearer ${guest.accessToken}` };
      const stream = await anEventStream(application.url, query, bearer, values);
      const first = await stream.next();
      await stream.close();
      expect(first).toHaveProperty("data");
      expect(first).not.toHaveProperty("errors");
      return;
    }
    const { data, errors } = await guest.ask(query, values);
    expect(errors).toEqual([]);
    for (const answer of Object.values(data)) expect(answer).not.toHaveProperty("message");
  });
});
